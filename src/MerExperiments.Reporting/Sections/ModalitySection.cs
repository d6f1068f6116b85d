using MerExperiments.Reporting.Charts;
using MerExperiments.Reporting.Figures;
using MerExperiments.Reporting.Html;
using MerExperiments.Reporting.Reading;
using MerExperiments.Runs;

namespace MerExperiments.Reporting.Sections;

/// <summary>Each single modality against the ensemble.</summary>
public sealed class ModalitySection : IConditionSection
{
    /// <inheritdoc/>
    public void Write(HtmlPage page, RunContent run, ConditionContent condition)
    {
        if (condition.Metrics is not { SingleModalities.Count: > 0 } scores)
        {
            return;
        }

        ModalityData data = ModalityData.From(scores, run.Metric);
        page.Heading(run.SectionLevel, "Single modalities against the ensemble");
        page.Chart(
            ScoreBarsFigure.Draw(data.Metric, data.Bars, "ensemble"),
            "Test scores: " + string.Join(", ", data.Bars.Select(bar => $"{bar.Name} {NumberText.Score(bar.Score)}")),
            "Each encoder's best trial before mining, chosen out of fold, and the final ensemble, on the same test part.",
            110 + (52 * data.Bars.Count));
        page.Table(Table(scores, run.Metric));
    }

    private static HtmlTable Table(ConditionMetrics scores, string metric) => new()
    {
        Caption = "Single modalities, best out of fold first.",
        Columns =
        [
            new("Encoder"), new("Modality"), new("Head"), HtmlColumn.Number("Out of fold"),
            HtmlColumn.Number($"Test {RankingMetric.Display(metric)}"), HtmlColumn.Number("95% interval"), HtmlColumn.Number("n"),
        ],
        Rows = [.. scores.SingleModalities.OrderByDescending(modality => modality.OutOfFold).Select(modality => Row(modality, metric))],
    };

    private static IReadOnlyList<HtmlCell> Row(SingleModalityMetrics modality, string metric) =>
    [
        modality.Encoder,
        modality.Modality.ToString(),
        modality.Head,
        HtmlCell.Score(modality.OutOfFold),
        HtmlCell.Score(RankingMetric.Value(modality.Test, metric)),
        NumberText.Range(RankingMetric.Interval(modality.Test, metric)),
        modality.Test.N,
    ];
}
