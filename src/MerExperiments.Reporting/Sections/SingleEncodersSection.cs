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
            condition.Metrics!.LightBaseline is null
                ? "Each encoder's best trial before mining, chosen out of fold, and the final ensemble, on the same test part."
                : "Each encoder's best trial before mining, the light baseline (the best of a few tuned classical models on all encoders), both chosen out of fold, and the final ensemble, on the same test part.",
            110 + (52 * data.Bars.Count));
        page.Table(Table(condition.Metrics!, run.Metric));
    }

    private static HtmlTable Table(ConditionMetrics scores, Metric metric) => new()
    {
        Caption = scores.LightBaseline is null ? "Single encoders, best out of fold first." : "Single encoders, best out of fold first, and what any search must beat.",
        Columns =
        [
            new("Encoder"), new("Modality"), new("Head"), HtmlColumn.Number("Out of fold"), HtmlColumn.Number($"Test {MetricText.Display(metric)} [95%]"), HtmlColumn.Number("n"),
        ],
        Rows =
        [
            .. scores.SingleModalities.OrderByDescending(single => single.OutOfFold).Select(single => Row(single, metric)),
            .. scores.LightBaseline is { } light ? [Row("light baseline", "all", light.Head, HtmlCell.Score(light.OutOfFold), light.Test, metric)] : Array.Empty<IReadOnlyList<HtmlCell>>(),
            .. scores.MajorityClass is { } majority ? [Row("majority class", "none", "-", "-", majority, metric)] : Array.Empty<IReadOnlyList<HtmlCell>>(),
        ],
    };

    private static IReadOnlyList<HtmlCell> Row(SingleModalityMetrics single, Metric metric) =>
        Row(single.Encoder, single.Modality.ToString(), single.Head, HtmlCell.Score(single.OutOfFold), single.Test, metric);

    private static IReadOnlyList<HtmlCell> Row(string encoder, string modality, string head, HtmlCell outOfFold, ScoredSet test, Metric metric) =>
        [encoder, modality, head, outOfFold, HtmlCell.WithInterval(test.Of(metric)), test.N];
}
