using MerExperiments.Evaluation;
using MerExperiments.Reporting.Html;
using MerExperiments.Reporting.Reading;
using MerExperiments.Reporting.Words;
using MerExperiments.Runs;

namespace MerExperiments.Reporting.Sections;

/// <summary>A table that sets the conditions of a run side by side, where there are several.</summary>
internal sealed class ConditionsSection : IReportSection
{
    /// <inheritdoc/>
    public string Title => "The conditions at a glance";

    /// <summary>The table of all conditions of one run or several: one row per condition, scores in one metric.</summary>
    public static HtmlTable TableOf(IReadOnlyList<RunContent> runs, Metric metric) => new()
    {
        Caption = $"Each condition's final ensemble: {MetricText.Display(metric)} with its 95% interval on the test part, and the best single encoder beside it.",
        Columns =
        [
            .. runs.Count > 1 ? [new HtmlColumn("Run"), new HtmlColumn("State")] : Array.Empty<HtmlColumn>(),
            new("Condition"),
            .. SetApart(runs) ? [new HtmlColumn("What sets it apart")] : Array.Empty<HtmlColumn>(),
            HtmlColumn.Number("n test"), HtmlColumn.Number($"Test {MetricText.Display(metric)} [95%]"),
            HtmlColumn.Number("Out of fold"), HtmlColumn.Number("Best single encoder"), HtmlColumn.Number("Chosen iteration"),
        ],
        Rows = [.. runs.SelectMany(run => run.Conditions.Select(condition => Row(runs, run, condition, metric)))],
        Sortable = true,
    };

    /// <inheritdoc/>
    public void Write(ReportPage page, RunContent run)
    {
        if (run.Conditions.Count > 1)
        {
            page.Heading(2, Title);
            page.Table(TableOf([run], run.Metric));
        }
    }

    private static bool SetApart(IReadOnlyList<RunContent> runs) => runs.Any(run => run.Conditions.Any(condition => SetApart(run, condition) is not null));

    private static string? SetApart(RunContent run, ConditionContent condition) =>
        condition.Metrics is { } scores ? AnswerText.WhatSetsApart(scores, run.Metrics!.Conditions) : null;

    private static IReadOnlyList<HtmlCell> Row(IReadOnlyList<RunContent> runs, RunContent run, ConditionContent condition, Metric metric)
    {
        HtmlCell[] names =
        [
            .. runs.Count > 1 ? [run.Name, run.Manifest.State.ToString().ToLowerInvariant()] : Array.Empty<HtmlCell>(),
            condition.Name,
            .. SetApart(runs) ? [SetApart(run, condition) ?? "–"] : Array.Empty<HtmlCell>(),
        ];
        return condition.Metrics is { } scores ? [.. names, .. Scores(condition, scores, metric)] : [.. names, .. Enumerable.Repeat(HtmlCell.Score(null), 5)];
    }

    private static IEnumerable<HtmlCell> Scores(ConditionContent condition, ConditionMetrics scores, Metric metric)
    {
        yield return scores.Test.N;
        yield return HtmlCell.WithInterval(scores.Test.Of(metric)) with { Kind = "best nowrap" };
        yield return HtmlCell.Score(condition.Chosen?.OutOfFold.Of(metric).Value);
        yield return HtmlCell.Score(condition.BestSingle?.Test.Of(metric).Value);
        yield return string.Join(", ", scores.ChosenIterations);
    }
}
