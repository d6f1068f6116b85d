using MerExperiments.Reporting.Charts;
using MerExperiments.Reporting.Figures;
using MerExperiments.Reporting.Html;
using MerExperiments.Reporting.Reading;
using MerExperiments.Runs;

namespace MerExperiments.Reporting.Sections;

/// <summary>The metrics per mining iteration, as a chart and a table.</summary>
public sealed class Figure5Section : IConditionSection
{
    private const int HeightPixels = 620;

    /// <inheritdoc/>
    public void Write(HtmlPage page, RunContent run, ConditionContent condition)
    {
        if (condition.Iterations.Count == 0)
        {
            return;
        }

        Figure5Data data = Figure5Data.From(condition.Iterations);
        page.Heading(run.SectionLevel, "Scores per mining iteration");
        page.Chart(
            Figure5.Draw(data),
            "Scores per mining iteration. Test WAF: " + string.Join(", ", data.Test.Waf.Select((waf, i) => $"iteration {data.Iterations[i]}: {NumberText.Score(waf)}")),
            "Solid: test part, which chose nothing. Dotted: out of fold. Both are scored on human labels only; pseudo-labels enter training parts only. The band is the 95% interval of the test WAF.",
            HeightPixels);
        page.Table(Table(condition.Iterations));
    }

    private static HtmlTable Table(IReadOnlyList<IterationMetrics> iterations) => new()
    {
        Caption = "Scores and pseudo-labels per mining iteration. Pseudo-labels: pool utterances that carry one in at least one fold.",
        Columns =
        [
            HtmlColumn.Number("Iteration"), HtmlColumn.Number("Test WAF"), HtmlColumn.Number("95% interval"), HtmlColumn.Number("Test accuracy"),
            HtmlColumn.Number("Test UAR"), HtmlColumn.Number("Out-of-fold WAF"), HtmlColumn.Number("Out-of-fold UAR"),
            HtmlColumn.Number("Pseudo-labelled"), HtmlColumn.Number("Right"),
        ],
        Rows = [.. iterations.Select(Row)],
    };

    private static IReadOnlyList<HtmlCell> Row(IterationMetrics iteration) =>
    [
        iteration.Iteration,
        HtmlCell.Score(iteration.Test.Waf),
        NumberText.Range(iteration.Test.WafInterval),
        HtmlCell.Score(iteration.Test.Accuracy),
        HtmlCell.Score(iteration.Test.Uar),
        HtmlCell.Score(iteration.OutOfFold.Waf),
        HtmlCell.Score(iteration.OutOfFold.Uar),
        NumberText.Count(iteration.PseudoLabelled),
        iteration.PseudoLabelPrecision is { } precision ? NumberText.Percent(Math.Round(precision, 3)) : "–",
    ];
}
