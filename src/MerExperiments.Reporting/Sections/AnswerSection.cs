using MerExperiments.Evaluation;
using MerExperiments.Reporting.Html;
using MerExperiments.Reporting.Notes;
using MerExperiments.Reporting.Reading;
using MerExperiments.Reporting.Words;
using MerExperiments.Runs;

namespace MerExperiments.Reporting.Sections;

/// <summary>The question, the answer with its interval, and the box of what a reader must know before trusting it.</summary>
internal sealed class AnswerSection : IReportSection
{
    /// <inheritdoc/>
    public string Title => "Answer";

    /// <inheritdoc/>
    public void Write(ReportPage page, RunContent run)
    {
        page.Paragraph($"{run.Manifest.Experiment} · run {run.Manifest.RunId}", "kicker");
        page.Heading(1, run.Question.Length > 0 ? run.Question : run.Manifest.Experiment);
        if (run.Metrics is { Conditions: [var first, ..] } metrics)
        {
            WriteAnswer(page, metrics, first);
        }
        else
        {
            page.Paragraph(Unfinished(run), "warning");
        }

        page.Box("know", () =>
        {
            page.Heading(2, "What a reader must know");
            page.Notes(ReaderNotes.Of(run));
        });
    }

    private static void WriteAnswer(ReportPage page, RunMetrics metrics, ConditionMetrics first)
    {
        MetricScore score = first.Test.Of(metrics.Metric);
        page.BigNumber(
            NumberText.Score(score.Value),
            $"95% interval {NumberText.Range(score.Interval)}",
            $"{MetricText.InFull(metrics.Metric)}, final ensemble{(metrics.Conditions.Count > 1 ? $", condition {first.Name}" : "")}, n = {first.Test.N}, {MetricText.Labels(first.Test.ScoredOn)}");
        page.Paragraph(AnswerText.Of(metrics), "answer");
    }

    private static string Unfinished(RunContent run)
    {
        SweepContent[] sweeps = [.. run.Conditions.SelectMany(condition => condition.Sweeps)];
        int ended = sweeps.Sum(sweep => sweep.Trials.Count(trial => trial.Result is not null));
        int iterations = sweeps.Count(sweep => sweep.Scored is not null);
        return $"This run is unfinished and has no answer yet. So far {ended} {(ended == 1 ? "trial has" : "trials have")} ended and {iterations} "
            + $"{(iterations == 1 ? "iteration is" : "iterations are")} scored; they follow. Go on with: mer run {run.Manifest.Experiment} --resume {run.Manifest.RunId}";
    }
}
