using MerExperiments.Runs;

namespace MerExperiments.Reporting.Reading;

/// <summary>One mining iteration's folder: the trials of its sweep and how many pseudo-labels it wrote.</summary>
/// <param name="OuterFold">The outer fold, 0 where there is one.</param>
/// <param name="Iteration">The mining iteration, 0 before mining.</param>
/// <param name="Trials">The trials on disk, by number; a trial without result is still running or was cut off.</param>
/// <param name="PseudoLabelRows">The rows of pseudo-labels.csv, 0 where there is none.</param>
/// <param name="Scored">The iteration's metrics.json; null where it is absent or holds something else.</param>
public sealed record SweepContent(
    int OuterFold, int Iteration, IReadOnlyList<TrialRecord> Trials, int PseudoLabelRows, IterationMetrics? Scored)
{
    /// <summary>Reads an iteration's folder.</summary>
    internal static SweepContent Read((string Path, int OuterFold, int Iteration) place) => new(
        place.OuterFold,
        place.Iteration,
        new TrialStore(place.Path).Load(),
        CountRows(Path.Combine(place.Path, "pseudo-labels.csv")),
        ReadScores(Path.Combine(place.Path, "metrics.json")));

    private static int CountRows(string csv) =>
        File.Exists(csv) ? Math.Max(0, File.ReadLines(csv).Count(line => line.Length > 0) - 1) : 0;

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
