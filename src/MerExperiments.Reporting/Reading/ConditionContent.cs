using System.Globalization;
using MerExperiments.Evaluation;
using MerExperiments.Runs;

namespace MerExperiments.Reporting.Reading;

/// <summary>One condition of a run, as far as it lies on disk.</summary>
public sealed record ConditionContent
{
    /// <summary>The condition's name.</summary>
    public required string Name { get; init; }

    /// <summary>The condition's final scores; null where the run has not finished.</summary>
    public required ConditionMetrics? Metrics { get; init; }

    /// <summary>The scored mining iterations, from 0. In an unfinished run those that the first outer fold has scored so far.</summary>
    public required IReadOnlyList<IterationMetrics> Iterations { get; init; }

    /// <summary>The sweeps, by outer fold, then mining iteration.</summary>
    public required IReadOnlyList<SweepContent> Sweeps { get; init; }

    /// <summary>Whether anything was mined: there is an iteration after iteration 0.</summary>
    public bool Mined => Iterations.Count > 1;

    /// <summary>The iteration whose ensemble is the answer: the one chosen in the first outer fold, else the last one scored; null for none.</summary>
    public IterationMetrics? Chosen => Metrics is { ChosenIterations.Count: > 0 } metrics
        ? Iterations.FirstOrDefault(i => i.Iteration == metrics.ChosenIterations[0])
        : Iterations.LastOrDefault();

    /// <summary>The paired tests on the test part: all of a finished run, those between iterations of an unfinished one.</summary>
    public IReadOnlyList<PairedComparison> Comparisons => Metrics?.Comparisons ?? [.. Iterations.Select(iteration => iteration.AgainstPrevious).OfType<PairedComparison>()];

    /// <summary>The single encoder that the headline compares with: the best on the test part itself, a baseline chosen in its own favour; null for none.</summary>
    public SingleModalityMetrics? BestSingle
    {
        get
        {
            string? encoder = Comparisons.FirstOrDefault(test => test.Kind == ComparisonKind.BestSingle)?.A.Encoder;
            return Metrics?.SingleModalities.FirstOrDefault(single => encoder is null || single.Encoder == encoder);
        }
    }

    /// <summary>The sweeps of the first outer fold, by iteration.</summary>
    public IEnumerable<SweepContent> FirstOuterFold => Sweeps.Where(sweep => sweep.OuterFold == 0);

    /// <summary>Reads a condition.</summary>
    internal static ConditionContent Read(RunFolder folder, string name, ConditionMetrics? metrics)
    {
        IReadOnlyList<SweepContent> sweeps = [.. SweepsOf(folder, name)];
        return new ConditionContent
        {
            Name = name,
            Metrics = metrics,
            Sweeps = sweeps,
            Iterations = metrics?.Iterations
                ?? [.. sweeps.Where(sweep => sweep.OuterFold == 0).Select(sweep => sweep.Scored).OfType<IterationMetrics>()],
        };
    }

    private static IEnumerable<SweepContent> SweepsOf(RunFolder folder, string condition)
    {
        string outer = Path.Combine(folder.Path, "conditions", condition, "outer");
        return Directory.Exists(outer)
            ? Numbered(outer).SelectMany(fold => SweepsOf(fold.Path, condition, fold.Number))
            : SweepsOf(folder.Path, null, 0);
    }

    private static IEnumerable<SweepContent> SweepsOf(string parent, string? condition, int outerFold) =>
        Numbered(Path.Combine(parent, "iterations")).Select(iteration => SweepContent.Read(iteration.Path, condition, outerFold, iteration.Number));

    private static IEnumerable<(string Path, int Number)> Numbered(string folder) => !Directory.Exists(folder)
        ? []
        : Directory.EnumerateDirectories(folder)
            .Select(path => (path, number: int.TryParse(Path.GetFileName(path), NumberStyles.None, CultureInfo.InvariantCulture, out int n) ? n : -1))
            .Where(pair => pair.number >= 0)
            .OrderBy(pair => pair.number);
}
