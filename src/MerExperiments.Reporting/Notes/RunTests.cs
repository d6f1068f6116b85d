using MerExperiments.Evaluation;
using MerExperiments.Reporting.Reading;

namespace MerExperiments.Reporting.Notes;

/// <summary>Paired tests between runs that scored the same test utterances, from the predictions they left.</summary>
/// <param name="Comparisons">Each later run (B) against the first (A), where that can be tested.</param>
/// <param name="Obstacles">Why others cannot be tested, a sentence each.</param>
internal sealed record RunTests(IReadOnlyList<PairedComparison> Comparisons, IReadOnlyList<string> Obstacles)
{
    private static readonly NamedSeed Seed = new NamedSeed(0).For("runs");

    /// <summary>Tests each run against the first, in the first one's metric.</summary>
    public static RunTests Of(IReadOnlyList<RunContent> runs)
    {
        var comparisons = new List<PairedComparison>();
        var obstacles = new List<string>();
        foreach (RunContent run in runs.Skip(1))
        {
            if (Obstacle(runs[0], run, comparisons) is { } obstacle)
            {
                obstacles.Add($"{run.Name} cannot be tested against {runs[0].Name}: {obstacle}.");
            }
        }

        return new RunTests(comparisons, obstacles);
    }

    /// <summary>Adds the test of two runs, or says why there is none.</summary>
    private static string? Obstacle(RunContent first, RunContent later, List<PairedComparison> comparisons)
    {
        try
        {
            if (new[] { first, later }.FirstOrDefault(run => run.Metrics is null) is { } unfinished)
            {
                return $"{unfinished.Name} is not finished";
            }

            if (TestPredictions.Read(first) is not { } a || TestPredictions.Read(later) is not { } b)
            {
                return "predictions.csv or test-labels.csv is missing in one of them";
            }

            if (a.Obstacle(b) is { } obstacle)
            {
                return obstacle;
            }

            comparisons.Add(new PairedTest(a.Reference(), first.Metric).Compare(
                ComparisonKind.OtherRun,
                (new ComparedPredictions { Run = first.Name }, a.Predicted()),
                (new ComparedPredictions { Run = later.Name }, b.Predicted()),
                Seed));
            return null;
        }
        catch (Exception e) when (e is InvalidInputException or ArgumentException or IOException)
        {
            return e.Message.ReplaceLineEndings("; ");
        }
    }
}
