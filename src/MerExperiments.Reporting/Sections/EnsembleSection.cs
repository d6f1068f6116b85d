using MerExperiments.Reporting.Charts;
using MerExperiments.Reporting.Figures;
using MerExperiments.Reporting.Html;
using MerExperiments.Reporting.Reading;

namespace MerExperiments.Reporting.Sections;

/// <summary>Which trials make up the ensemble, and with what weight.</summary>
public sealed class EnsembleSection : IConditionSection
{
    /// <inheritdoc/>
    public void Write(HtmlPage page, RunContent run, ConditionContent condition)
    {
        if (condition.Chosen is not { EnsembleWeights.Count: > 0 } chosen)
        {
            return;
        }

        EnsembleData data = EnsembleData.From(chosen, [.. condition.FirstOuterFold]);
        string fold = condition.Metrics is { OuterFolds: > 1 } ? " of the first outer fold" : "";
        page.Heading(run.SectionLevel, "Ensemble weights");
        page.Chart(
            EnsembleFigure.Draw(data),
            "Ensemble weights: " + string.Join(", ", data.Members.Select(m => $"{m.TrialId} {m.Head} {NumberText.Score(m.Weight)}")),
            $"The ensemble{fold} after mining iteration {chosen.Iteration}; weights were chosen on out-of-fold posteriors.",
            90 + (34 * data.Members.Count));
        page.Table(Table(data, run.Metric));
    }

    private static HtmlTable Table(EnsembleData data, string metric) => new()
    {
        Caption = "Members of the ensemble, heaviest first.",
        Columns = [new("Trial"), new("Head"), HtmlColumn.Number("Weight"), HtmlColumn.Number($"Its own out-of-fold {RankingMetric.Display(metric)}")],
        Rows = [.. data.Members.Select(member => (IReadOnlyList<HtmlCell>)
            [member.TrialId, member.Head, HtmlCell.Score(member.Weight), HtmlCell.Score(member.Score)])],
    };
}
