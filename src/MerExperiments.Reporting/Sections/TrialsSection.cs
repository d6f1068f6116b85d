using MerExperiments.Reporting.Charts;
using MerExperiments.Reporting.Figures;
using MerExperiments.Reporting.Html;
using MerExperiments.Reporting.Reading;
using MerExperiments.Reporting.Words;
using MerExperiments.Runs;

namespace MerExperiments.Reporting.Sections;

/// <summary>The sweeps: the trials in order, each parameter's slice, and the table of all trials.</summary>
internal sealed class TrialsSection : ConditionSection
{
    /// <inheritdoc/>
    public override string Title => "Trials";

    /// <inheritdoc/>
    protected override bool Shows(ConditionContent condition) => condition.Sweeps.Any(sweep => sweep.Trials.Count > 0);

    /// <inheritdoc/>
    protected override void Write(ReportPage page, RunContent run, ConditionContent condition)
    {
        WriteScatter(page, run, condition);
        WriteSlices(page, run, condition);
        page.Table(Table(run, condition));
    }

    private static void WriteScatter(ReportPage page, RunContent run, ConditionContent condition)
    {
        TrialScatterData data = TrialScatterData.From(condition.FirstOuterFold);
        if (data.Points.Count > 0)
        {
            string fold = condition.Sweeps.Any(sweep => sweep.OuterFold > 0) ? " First outer fold." : "";
            page.Chart(
                TrialScatterFigure.Draw(data, run.Metric),
                $"{data.Points.Count} completed trials, best out-of-fold score {NumberText.Score(data.Points.Max(point => point.Score))}",
                $"Each point is a completed trial; the stair is the best so far in its sweep. Failed: {data.Failed}, pruned: {data.Pruned}; these have no score.{fold}",
                380);
        }
    }

    private static void WriteSlices(ReportPage page, RunContent run, ConditionContent condition)
    {
        SweepContent? widest = condition.FirstOuterFold.MaxBy(sweep => sweep.Trials.Count);
        TrialSlicesData data = widest is null ? new TrialSlicesData([], 0) : TrialSlicesData.From(widest);
        if (data.Slices.Count > 0)
        {
            string more = data.LeftOut > 0 ? $" Parameters not drawn: {data.LeftOut}; the table has them." : "";
            more += " Encoder subsets are written by the encoders' initials; pointing at a dot names them.";
            page.Chart(
                TrialSlicesFigure.Draw(data, run.Metric),
                "Out-of-fold score against each parameter: " + string.Join(", ", data.Slices.Select(slice => slice.Parameter)),
                $"The sweep of {widest!.Name}, one panel per parameter. A trend here is no effect by itself: the tuner draws where it found good scores.{more}",
                60 + (230 * TrialSlicesFigure.Rows(data)),
                minimumWidthPixels: 760);
        }
    }

    private static HtmlTable Table(RunContent run, ConditionContent condition) => new()
    {
        Caption = "All trials; click a header to sort. A failed or pruned trial has a reason and no score.",
        Columns =
        [
            new("Trial"), new("Head"), new("State"),
            HtmlColumn.Number($"Out-of-fold {MetricText.Display(run.Metric)}"), HtmlColumn.Number("Fold range"), new("Parameters, or reason"), HtmlColumn.Number("Seconds"),
        ],
        Rows = [.. condition.Sweeps.SelectMany(sweep => sweep.Trials.Select(trial => Row(sweep, trial)))],
        Sortable = true,
    };

    private static IReadOnlyList<HtmlCell> Row(SweepContent sweep, TrialRecord trial) =>
    [
        new HtmlCell(sweep.NameOf(trial.Spec.Id), (((sweep.OuterFold * 100.0) + sweep.Iteration) * 1_000_000) + trial.Spec.Number, "name"),
        new HtmlCell(TrialText.Head(trial.Spec), Kind: "nowrap"),
        new HtmlCell(State(trial), Kind: trial.Result?.State == TrialState.Failed ? "bad" : null),
        HtmlCell.Score(trial.Result?.State == TrialState.Completed ? trial.Result.Score : null),
        Folds(trial.Result?.FoldScores ?? []),
        new HtmlCell(Words(trial), Kind: "wide"),
        trial.Result is { } result ? new HtmlCell(NumberText.Short(Math.Round(result.Seconds, 2)), result.Seconds) : "–",
    ];

    private static string State(TrialRecord trial) => trial.Result?.State.ToString().ToLowerInvariant() ?? "no result yet";

    private static string Words(TrialRecord trial) => trial.Result?.Reason is { } reason
        ? $"{reason} ({TrialText.Parameters(trial.Spec)})"
        : TrialText.Parameters(trial.Spec);

    private static HtmlCell Folds(IReadOnlyList<double> scores) => scores.Count == 0
        ? HtmlCell.Score(null)
        : new HtmlCell($"{NumberText.Score(scores.Min())}–{NumberText.Score(scores.Max())}", scores.Max() - scores.Min());
}
