using System.Globalization;

namespace MerExperiments.Mining;

/// <summary>Says when mining ends, and why.</summary>
/// <remarks>A rule that is added stands here, and its key in <see cref="MiningOptions"/>. The reason is a sentence for people, which nothing reads back.</remarks>
/// <param name="options">How long to mine.</param>
public sealed class MiningStopRule(MiningOptions options)
{
    /// <summary>Why mining ends after the last of these iterations, in words, or null where it goes on.</summary>
    /// <param name="iterations">All iterations so far, from 0.</param>
    public string? After(IReadOnlyList<MiningProgress> iterations)
    {
        MiningProgress last = iterations[^1];
        if (last.Iteration >= options.Iterations)
        {
            return $"all {options.Iterations} planned iterations are done";
        }

        if (last.Iteration > 0 && last.NewPseudoLabels < options.MinimumNewLabels)
        {
            return $"iteration {last.Iteration} gave {last.NewPseudoLabels} new pseudo-labels, fewer than {options.MinimumNewLabels}";
        }

        return FellTwice(iterations)
            ? $"the out-of-fold metric fell for two iterations in a row ({string.Join(", ", iterations.TakeLast(3).Select(FigureOf))})"
            : null;
    }

    private static string FigureOf(MiningProgress iteration) => iteration.OutOfFold.ToString("0.0000", CultureInfo.InvariantCulture);

    private static bool FellTwice(IReadOnlyList<MiningProgress> iterations) => iterations.Count >= 3
        && iterations[^1].OutOfFold < iterations[^2].OutOfFold
        && iterations[^2].OutOfFold < iterations[^3].OutOfFold;
}

/// <summary>What a mining iteration brought.</summary>
/// <param name="Iteration">0 before mining, then 1, 2, …</param>
/// <param name="NewPseudoLabels">How many pool utterances it labelled that the iteration before had not.</param>
/// <param name="OutOfFold">The metric out of fold, on human labels; higher is better.</param>
public sealed record MiningProgress(int Iteration, int NewPseudoLabels, double OutOfFold);
