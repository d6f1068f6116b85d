using MerExperiments.Reporting.Charts;
using MerExperiments.Reporting.Figures;
using MerExperiments.Reporting.Html;
using MerExperiments.Reporting.Reading;
using MerExperiments.Reporting.Words;
using MerExperiments.Runs;

namespace MerExperiments.Reporting.Sections;

/// <summary>The scores per mining iteration (the paper's Figure 5), as a chart and a table. Where nothing was mined, the table alone, without what is mined.</summary>
internal sealed class MiningIterationsSection : ConditionSection
{
    private const int HeightPixels = 620;

    /// <inheritdoc/>
    public override string Title => "Scores per mining iteration";

    /// <inheritdoc/>
    protected override bool Shows(ConditionContent condition) => condition.Iterations.Count > 0;

    /// <inheritdoc/>
    protected override void Write(ReportPage page, RunContent run, ConditionContent condition)
    {
        if (condition.Mined)
        {
            MiningData data = MiningData.From(condition.Iterations);
            page.Chart(
                MiningFigure.Draw(data).ToChart(),
                "Scores per mining iteration. Test WAF: " + string.Join(", ", data.Test.Waf.Select((waf, i) => $"iteration {data.Iterations[i]}: {NumberText.Score(waf)}")),
                "Solid: test part, which chose nothing. Dotted: out of fold. Both are scored on human labels only; pseudo-labels enter training parts only. The band is the 95% interval of the test WAF.",
                HeightPixels);
        }

        page.Table(Table(condition));
    }

    private static HtmlTable Table(ConditionContent condition) => new()
    {
        Caption = condition.Mined
            ? "Scores and pseudo-labels per mining iteration. Pseudo-labels: pool utterances that carry one in at least one fold."
            : "Scores of iteration 0; nothing was mined.",
        Columns =
        [
            HtmlColumn.Number("Iteration"), HtmlColumn.Number("Test WAF [95%]"), HtmlColumn.Number("Test accuracy"), HtmlColumn.Number("Test UAR"),
            HtmlColumn.Number("Out-of-fold WAF"), HtmlColumn.Number("Out-of-fold UAR"),
            .. condition.Mined ? [HtmlColumn.Number("Pseudo-labelled"), HtmlColumn.Number("Right")] : Array.Empty<HtmlColumn>(),
        ],
        Rows = [.. condition.Iterations.Select(iteration => Row(iteration, condition.Mined))],
    };

    private static IReadOnlyList<HtmlCell> Row(IterationMetrics iteration, bool mined) =>
    [
        iteration.Iteration,
        HtmlCell.WithInterval(new(iteration.Test.Waf, iteration.Test.WafInterval)),
        HtmlCell.Score(iteration.Test.Accuracy),
        HtmlCell.Score(iteration.Test.Uar),
        HtmlCell.Score(iteration.OutOfFold.Waf),
        HtmlCell.Score(iteration.OutOfFold.Uar),
        .. mined ? [NumberText.Count(iteration.PseudoLabelled), iteration.PseudoLabelPrecision is { } right ? NumberText.Percent(right) : "–"] : Array.Empty<HtmlCell>(),
    ];
}
