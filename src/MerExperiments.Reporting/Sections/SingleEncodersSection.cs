using MerExperiments.Evaluation;
using MerExperiments.Reporting.Charts;
using MerExperiments.Reporting.Figures;
using MerExperiments.Reporting.Html;
using MerExperiments.Reporting.Reading;
using MerExperiments.Reporting.Words;
using MerExperiments.Runs;

namespace MerExperiments.Reporting.Sections;

/// <summary>Each single encoder against the ensemble.</summary>
internal sealed class SingleEncodersSection : ConditionSection
{
    /// <inheritdoc/>
    public override string Title => "Single encoders against the ensemble";

    /// <inheritdoc/>
    protected override bool Shows(ConditionContent condition) => condition.Metrics is { SingleModalities.Count: > 0 };

    /// <inheritdoc/>
    protected override void Write(ReportPage page, RunContent run, ConditionContent condition)
    {
        ScoreBarsData data = ScoreBarsData.OfEncoders(condition.Metrics!, run.Metric);
        page.Chart(
            ScoreBarsFigure.Draw(data, "ensemble"),
            "Test scores: " + string.Join(", ", data.Bars.Select(bar => $"{bar.Name} {NumberText.Score(bar.Score.Value)}")),
            "Each encoder's best trial before mining, chosen out of fold, and the final ensemble, on the same test part.",
            110 + (52 * data.Bars.Count));
        page.Table(Table(condition.Metrics!, run.Metric));
    }

    private static HtmlTable Table(ConditionMetrics scores, Metric metric) => new()
    {
        Caption = "Single encoders, best out of fold first.",
        Columns =
        [
            new("Encoder"), new("Modality"), new("Head"), HtmlColumn.Number("Out of fold"), HtmlColumn.Number($"Test {MetricText.Display(metric)} [95%]"), HtmlColumn.Number("n"),
        ],
        Rows = [.. scores.SingleModalities.OrderByDescending(single => single.OutOfFold).Select(single => Row(single, metric))],
    };

    private static IReadOnlyList<HtmlCell> Row(SingleModalityMetrics single, Metric metric) =>
    [
        single.Encoder,
        single.Modality.ToString(),
        single.Head,
        HtmlCell.Score(single.OutOfFold),
        HtmlCell.WithInterval(single.Test.Of(metric)),
        single.Test.N,
    ];
}
