using MerExperiments.Reporting.Html;
using MerExperiments.Reporting.Reading;
using MerExperiments.Runs;

namespace MerExperiments.Reporting.Sections;

/// <summary>The table of arms, of one run or several.</summary>
internal static class ArmsTable
{
    /// <summary>One row per arm; scores in one metric.</summary>
    public static HtmlTable Of(IReadOnlyList<RunContent> runs, string metric) => new()
    {
        Caption = $"Each arm's final ensemble: {RankingMetric.Display(metric)} with its 95% interval on the test part, and the best single encoder beside it.",
        Columns =
        [
            .. runs.Count > 1 ? [new HtmlColumn("Run")] : Array.Empty<HtmlColumn>(), new("Arm"), new("State"),
            .. HasConditions(runs) ? [new HtmlColumn("Condition")] : Array.Empty<HtmlColumn>(), HtmlColumn.Number("Labels hidden"), HtmlColumn.Number("n test"),
            HtmlColumn.Number($"Test {RankingMetric.Display(metric)}"), HtmlColumn.Number("95% interval"),
            HtmlColumn.Number("Out of fold"), HtmlColumn.Number("Best single encoder"), HtmlColumn.Number("Iteration"),
        ],
        Rows = [.. runs.SelectMany(run => run.Arms.Select(arm => Row(run, arm, metric, (runs.Count > 1, HasConditions(runs)))))],
        Sortable = true,
    };

    private static bool HasConditions(IReadOnlyList<RunContent> runs) => runs.Any(run => run.Arms.Any(arm => arm.Metrics?.Condition is not null));

    private static IReadOnlyList<HtmlCell> Row(RunContent run, ArmContent arm, string metric, (bool Run, bool Condition) with)
    {
        string id = $"{run.Manifest.Experiment}/{run.Manifest.RunId}", state = run.Manifest.State.ToString().ToLowerInvariant();
        HtmlCell[] names =
        [
            .. with.Run ? [id] : Array.Empty<HtmlCell>(), arm.Name, state,
            .. with.Condition ? [arm.Metrics?.Condition ?? "as prepared"] : Array.Empty<HtmlCell>(),
        ];
        return arm.Metrics is { } scores
            ? [.. names, .. Scores(arm, scores, metric)]
            : [.. names, .. Enumerable.Repeat(HtmlCell.Score(null), 7)];
    }

    private static IEnumerable<HtmlCell> Scores(ArmContent arm, ArmMetrics scores, string metric)
    {
        yield return new HtmlCell(NumberText.Percent(scores.PoolFraction), scores.PoolFraction);
        yield return scores.Test.N;
        yield return HtmlCell.Score(RankingMetric.Value(scores.Test, metric)) with { Kind = "best" };
        yield return NumberText.Range(RankingMetric.Interval(scores.Test, metric));
        yield return HtmlCell.Score(arm.Chosen is { } chosen ? RankingMetric.Value(chosen.OutOfFold, metric) : null);
        yield return HtmlCell.Score(arm.BestModality is { } best ? RankingMetric.Value(best.Test, metric) : null);
        yield return string.Join(", ", scores.ChosenIterations);
    }
}
