using MerExperiments.Evaluation;
using MerExperiments.Reporting.Charts;
using MerExperiments.Reporting.Figures;
using MerExperiments.Reporting.Html;
using MerExperiments.Reporting.Reading;
using MerExperiments.Reporting.Words;
using MerExperiments.Runs;

namespace MerExperiments.Reporting.Sections;

/// <summary>Which trials make up the ensemble, and with what weight.</summary>
internal sealed class EnsembleSection : ConditionSection
{
    /// <inheritdoc/>
    public override string Title => "Ensemble weights";

    /// <inheritdoc/>
    protected override bool Shows(ConditionContent condition) => condition.Chosen is { EnsembleWeights.Count: > 0 };

    /// <inheritdoc/>
    protected override void Write(ReportPage page, RunContent run, ConditionContent condition)
    {
        IterationMetrics chosen = condition.Chosen!;
        EnsembleData data = EnsembleData.From(chosen, condition.FirstOuterFold);
        string fold = condition.Metrics is { OuterFolds: > 1 } ? " of the first outer fold" : "";
        page.Chart(
            EnsembleFigure.Draw(data),
            "Ensemble weights: " + string.Join(", ", data.Members.Select(m => $"{m.Name} {m.Head} {NumberText.Score(m.Weight)}")),
            $"The ensemble{fold} after mining iteration {chosen.Iteration}; weights were chosen on out-of-fold posteriors.",
            90 + (34 * data.Members.Count));
        page.Table(Table(data, run.Metric));
    }

    private static HtmlTable Table(EnsembleData data, Metric metric) => new()
    {
        Caption = "Members of the ensemble, heaviest first.",
        Columns = [new("Trial"), new("Head"), HtmlColumn.Number("Weight"), HtmlColumn.Number($"Its own out-of-fold {MetricText.Display(metric)}")],
        Rows = [.. data.Members.Select(member => (IReadOnlyList<HtmlCell>)
            [member.Name, member.Head, HtmlCell.Score(member.Weight), HtmlCell.Score(member.Score)])],
    };
}
