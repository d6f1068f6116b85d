using MerExperiments.Reporting.Reading;

namespace MerExperiments.Reporting.Charts;

/// <summary>The test score of every arm of several finished runs, in the order of the runs. All are in the first run's metric.</summary>
public sealed record ComparisonData(string Metric, IReadOnlyList<ScoreBar> Bars)
{
    /// <summary>Takes the scores; runs without scores are left out.</summary>
    public static ComparisonData From(IReadOnlyList<RunContent> runs)
    {
        string metric = runs.Count == 0 ? "waf" : runs[0].Metric;
        return new ComparisonData(metric,
        [
            .. runs.SelectMany(run => run.Arms.Select(arm => (run, arm)))
                .Where(pair => pair.arm.Metrics is not null)
                .Select(pair => new ScoreBar(
                    Name(pair.run, pair.arm),
                    RankingMetric.Value(pair.arm.Metrics!.Test, metric),
                    RankingMetric.Interval(pair.arm.Metrics!.Test, metric),
                    pair.arm.Metrics!.Test.N)),
        ]);
    }

    private static string Name(RunContent run, ArmContent arm) =>
        $"{run.Manifest.Experiment}/{run.Manifest.RunId}" + (run.Arms.Count > 1 ? $" {arm.Name}" : "");
}
