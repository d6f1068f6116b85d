using MerExperiments.Evaluation;
using MerExperiments.Reporting.Html;
using MerExperiments.Reporting.Reading;

namespace MerExperiments.Reporting.Sections;

/// <summary>The question, and the answer with its interval.</summary>
public sealed class AnswerSection : IReportSection
{
    /// <inheritdoc/>
    public void Write(HtmlPage page, RunContent run)
    {
        page.Paragraph($"{run.Manifest.Experiment} · run {run.Manifest.RunId}", "kicker");
        page.Heading(1, run.Question.Length > 0 ? run.Question : run.Manifest.Experiment);
        if (run.Metrics is not { Conditions: [var first, ..] } metrics)
        {
            page.Paragraph("No answer yet: the run has not finished. What follows is what lies in its folder so far.", "warning");
            return;
        }

        ScoredSet test = first.Test;
        page.BigNumber(
            NumberText.Score(RankingMetric.Value(test, run.Metric)),
            RankingMetric.Interval(test, run.Metric) is { } interval ? $"95% interval {NumberText.Range(interval)}" : "",
            $"{RankingMetric.InFull(run.Metric)}, final ensemble{(metrics.Conditions.Count > 1 ? $", condition {first.Name}" : "")}, n = {test.N}, {test.ScoredOn}");
        page.Paragraph(metrics.Answer, "answer");
    }
}
