using MerExperiments.Reporting.Reading;

namespace MerExperiments.Reporting.Charts;

/// <summary>The test score of every condition of several finished runs, in the order of the runs. All are in the first run's metric.</summary>
public sealed record ComparisonData(string Metric, IReadOnlyList<ScoreBar> Bars)
{
    /// <summary>Takes the scores; runs without scores are left out.</summary>
    public static ComparisonData From(IReadOnlyList<RunContent> runs)
    {
        string metric = runs.Count == 0 ? "waf" : runs[0].Metric;
        return new ComparisonData(metric,
        [
            .. runs.SelectMany(run => run.Conditions.Select(condition => (run, condition)))
                .Where(pair => pair.condition.Metrics is not null)
                .Select(pair => new ScoreBar(
                    Name(pair.run, pair.condition),
                    RankingMetric.Value(pair.condition.Metrics!.Test, metric),
                    RankingMetric.Interval(pair.condition.Metrics!.Test, metric),
                    pair.condition.Metrics!.Test.N)),
        ]);
    }

    private static string Name(RunContent run, ConditionContent condition) =>
        $"{run.Manifest.Experiment}/{run.Manifest.RunId}" + (run.Conditions.Count > 1 ? $" {condition.Name}" : "");
}
