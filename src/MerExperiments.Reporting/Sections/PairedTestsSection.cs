using MerExperiments.Evaluation;
using MerExperiments.Reporting.Html;
using MerExperiments.Reporting.Reading;
using MerExperiments.Reporting.Words;

namespace MerExperiments.Reporting.Sections;

/// <summary>The table of paired tests.</summary>
internal sealed class PairedTestsSection : ConditionSection
{
    /// <inheritdoc/>
    public override string Title => "Paired tests on the test part";

    /// <summary>The table of some tests.</summary>
    public static HtmlTable TableOf(IReadOnlyList<PairedComparison> tests) => new()
    {
        Caption = "B minus A on the same utterances, in points. Interval by paired bootstrap, p two-sided by approximate randomisation.",
        Columns =
        [
            new("A"), new("B"), new("Metric"), HtmlColumn.Number("B − A"), HtmlColumn.Number("95% interval"), HtmlColumn.Number("p"), new("Verdict on B"),
        ],
        Rows = [.. tests.Select(Row)],
    };

    /// <inheritdoc/>
    protected override bool Shows(ConditionContent condition) => condition.Comparisons.Count > 0;

    /// <inheritdoc/>
    protected override void Write(ReportPage page, RunContent run, ConditionContent condition) => page.Table(TableOf(condition.Comparisons));

    private static IReadOnlyList<HtmlCell> Row(PairedComparison test) =>
    [
        ComparisonText.Name(test.A),
        ComparisonText.Name(test.B),
        MetricText.Display(test.Metric),
        new HtmlCell(NumberText.Points(test.Difference), test.Difference),
        NumberText.PointsRange(test.DifferenceInterval),
        new HtmlCell(NumberText.PValue(test.P), test.P),
        new HtmlCell(ComparisonText.Verdict(test.Verdict), Kind: test.Verdict switch { Verdict.Better => "good", Verdict.Worse => "bad", _ => "dim" }),
    ];
}
