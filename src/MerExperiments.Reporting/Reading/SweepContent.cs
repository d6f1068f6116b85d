using System.Globalization;
using MerExperiments.Runs;

namespace MerExperiments.Reporting.Reading;

/// <summary>One mining iteration's folder: the trials of its sweep and its scores.</summary>
/// <param name="Condition">The condition; null in a run with one condition and one outer fold.</param>
/// <param name="OuterFold">The outer fold, 0 where there is one.</param>
/// <param name="Iteration">The mining iteration, 0 before mining.</param>
/// <param name="Trials">The trials on disk, by number; a trial without result is still running or was cut off.</param>
/// <param name="Scored">The iteration's metrics.json; null where it is absent or holds something else.</param>
public sealed record SweepContent(string? Condition, int OuterFold, int Iteration, IReadOnlyList<TrialRecord> Trials, IterationMetrics? Scored)
{
    /// <summary>The sweep's name, unique in its run, by its place on disk: <c>iteration 1</c>, or <c>pool-40, outer fold 2, iteration 1</c>.</summary>
    public string Name
    {
        get
        {
            string iteration = string.Create(CultureInfo.InvariantCulture, $"iteration {Iteration}");
            return Condition is null ? iteration : string.Create(CultureInfo.InvariantCulture, $"{Condition}, outer fold {OuterFold}, {iteration}");
        }
    }

    /// <summary>A trial's name, unique in its run, e.g. <c>iteration 1, trial 0003</c>.</summary>
    /// <param name="trialId">The trial's id, which is unique in its sweep only.</param>
    public string NameOf(string trialId) => $"{Name}, trial {trialId}";

    /// <summary>Reads an iteration's folder.</summary>
    internal static SweepContent Read(string path, string? condition, int outerFold, int iteration) =>
        new(condition, outerFold, iteration, new TrialStore(path).Load(), ReadScores(Path.Combine(path, "metrics.json")));

    private static IterationMetrics? ReadScores(string path)
    {
        try
        {
            return File.Exists(path) ? RunJson.Read<IterationMetrics>(path) : null;
        }
        catch (InvalidInputException)
        {
            return null;
        }
    }
}
