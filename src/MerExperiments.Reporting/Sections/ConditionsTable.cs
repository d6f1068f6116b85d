using MerExperiments.Reporting.Html;
using MerExperiments.Reporting.Reading;
using MerExperiments.Runs;

namespace MerExperiments.Reporting.Sections;

/// <summary>The table of conditions, of one run or several.</summary>
internal static class ConditionsTable
{
    /// <summary>One row per condition; scores in one metric.</summary>
    public static HtmlTable Of(IReadOnlyList<RunContent> runs, string metric) => new()
    {
        Caption = $"Each condition's final ensemble: {RankingMetric.Display(metric)} with its 95% interval on the test part, and the best single encoder beside it.",
        Columns =
        [
            .. runs.Count > 1 ? [new HtmlColumn("Run")] : Array.Empty<HtmlColumn>(), new("Condition"), new("State"),
            .. HasDescriptions(runs) ? [new HtmlColumn("What sets it apart")] : Array.Empty<HtmlColumn>(), HtmlColumn.Number("Labels hidden"), HtmlColumn.Number("n test"),
            HtmlColumn.Number($"Test {RankingMetric.Display(metric)}"), HtmlColumn.Number("95% interval"),
            HtmlColumn.Number("Out of fold"), HtmlColumn.Number("Best single encoder"), HtmlColumn.Number("Iteration"),
        ],
        Rows = [.. runs.SelectMany(run => run.Conditions.Select(condition => Row(run, condition, metric, (runs.Count > 1, HasDescriptions(runs)))))],
        Sortable = true,
    };

    private static bool HasDescriptions(IReadOnlyList<RunContent> runs) => runs.Any(run => run.Conditions.Any(condition => condition.Metrics?.Description is not null));

    private static IReadOnlyList<HtmlCell> Row(RunContent run, ConditionContent condition, string metric, (bool Run, bool Description) with)
    {
        string id = $"{run.Manifest.Experiment}/{run.Manifest.RunId}", state = run.Manifest.State.ToString().ToLowerInvariant();
        HtmlCell[] names =
        [
            .. with.Run ? [id] : Array.Empty<HtmlCell>(), condition.Name, state,
            .. with.Description ? [condition.Metrics?.Description ?? "as prepared"] : Array.Empty<HtmlCell>(),
        ];
        return condition.Metrics is { } scores
            ? [.. names, .. Scores(condition, scores, metric)]
            : [.. names, .. Enumerable.Repeat(HtmlCell.Score(null), 7)];
    }

    private static IEnumerable<HtmlCell> Scores(ConditionContent condition, ConditionMetrics scores, string metric)
    {
        yield return new HtmlCell(NumberText.Percent(scores.PoolFraction), scores.PoolFraction);
        yield return scores.Test.N;
        yield return HtmlCell.Score(RankingMetric.Value(scores.Test, metric)) with { Kind = "best" };
        yield return NumberText.Range(RankingMetric.Interval(scores.Test, metric));
        yield return HtmlCell.Score(condition.Chosen is { } chosen ? RankingMetric.Value(chosen.OutOfFold, metric) : null);
        yield return HtmlCell.Score(condition.BestModality is { } best ? RankingMetric.Value(best.Test, metric) : null);
        yield return string.Join(", ", scores.ChosenIterations);
    }
}
