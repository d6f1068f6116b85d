using MerExperiments.Evaluation;
using MerExperiments.Reporting.Html;
using MerExperiments.Reporting.Reading;

namespace MerExperiments.Reporting.Sections;

/// <summary>The table of paired tests.</summary>
public sealed class PairedTestsSection : IConditionSection
{
    /// <inheritdoc/>
    public void Write(HtmlPage page, RunContent run, ConditionContent condition)
    {
        PairedComparison[] tests = [.. (condition.Metrics?.Comparisons ?? []).Concat(condition.Iterations.Select(i => i.AgainstPrevious).OfType<PairedComparison>()).Distinct()];
        if (tests.Length == 0)
        {
            return;
        }

        page.Heading(run.SectionLevel, "Paired tests on the test part");
        page.Table(new HtmlTable
        {
            Caption = "B minus A on the same utterances, in points. Interval by paired bootstrap, p two-sided by approximate randomisation.",
            Columns =
            [
                new("A"), new("B"), new("Metric"), HtmlColumn.Number("B − A"), HtmlColumn.Number("95% interval"), HtmlColumn.Number("p"), new("Verdict on B"),
            ],
            Rows = [.. tests.Select(Row)],
        });
    }

    private static IReadOnlyList<HtmlCell> Row(PairedComparison test) =>
    [
        test.A,
        test.B,
        RankingMetric.Display(test.Metric),
        new HtmlCell(NumberText.Points(test.Difference), test.Difference),
        NumberText.PointsRange(test.DifferenceInterval),
        new HtmlCell(NumberText.P(test.P).Replace("p = ", "", StringComparison.Ordinal).Replace("p ", "", StringComparison.Ordinal), test.P),
        new HtmlCell(test.Verdict, Kind: test.Verdict switch { "better" => "good", "worse" => "bad", _ => "dim" }),
    ];
}
