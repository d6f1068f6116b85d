using MerExperiments.Evaluation;
using MerExperiments.Reporting.Charts;
using MerExperiments.Reporting.Reading;
using MerExperiments.Runs;

namespace MerExperiments.Reporting;

/// <summary>Draws the conclusions and warnings of one condition.</summary>
internal static class ConditionNotes
{
    private const int SmallTest = 200;
    private const int SmallClass = 20;
    private const double WideGap = 0.03;

    /// <summary>The notes of one condition, led by its name where there are several.</summary>
    public static IEnumerable<Note> Of(RunContent run, ConditionContent condition)
    {
        IEnumerable<Note> notes = [.. Comparisons(condition), .. Iterations(condition), .. Drift(run, condition), .. Size(condition), .. Trials(condition)];
        return run.Conditions.Count > 1 ? notes.Select(note => note with { Text = $"[{condition.Name}] {note.Text}" }) : notes;
    }

    private static IEnumerable<Note> Comparisons(ConditionContent condition) =>
        (condition.Metrics?.Comparisons ?? [])
            .Where(comparison => condition.Iterations.All(iteration => iteration.AgainstPrevious != comparison))
            .Select(test => new Note(Kind(test), $"{Capitalised(test.B)} against {test.A}: {InWords(test)}"));

    private static IEnumerable<Note> Iterations(ConditionContent condition)
    {
        foreach (IterationMetrics iteration in condition.Iterations)
        {
            if (iteration.AgainstPrevious is { } test)
            {
                string helped = test.Verdict switch { "better" => "helped", "worse" => "did harm", _ => "is not shown to have helped" };
                yield return new Note(Kind(test), $"Mining iteration {iteration.Iteration} {helped}: {InWords(test)}{Right(iteration)}");
            }

            if (iteration.StopReason is { } reason)
            {
                yield return new Note(NoteKind.Method, $"Mining ended after iteration {iteration.Iteration}: {reason}");
            }
        }
    }

    private static string Right(IterationMetrics iteration) => iteration.PseudoLabelPrecision is { } precision
        ? $"; {NumberText.Percent(Math.Round(precision, 3))} of its pseudo-labels match the pool's kept true labels"
        : "";

    private static IEnumerable<Note> Drift(RunContent run, ConditionContent condition)
    {
        if (condition.Chosen is { } chosen)
        {
            double validation = RankingMetric.Value(chosen.OutOfFold, run.Metric), test = RankingMetric.Value(chosen.Test, run.Metric);
            yield return new Note(
                Math.Abs(validation - test) >= WideGap ? NoteKind.Caution : NoteKind.Method,
                $"Out of fold the ensemble of iteration {chosen.Iteration} scores {NumberText.Score(validation)}, on the test part {NumberText.Score(test)}: {NumberText.Points(test - validation)} points.");
        }

        if (condition.Iterations is [var first, .., var last])
        {
            double outOfFold = RankingMetric.Value(last.OutOfFold, run.Metric) - RankingMetric.Value(first.OutOfFold, run.Metric);
            double test = RankingMetric.Value(last.Test, run.Metric) - RankingMetric.Value(first.Test, run.Metric);
            yield return new Note(
                outOfFold - test >= WideGap ? NoteKind.Caution : NoteKind.Method,
                $"Over all mining the out-of-fold score moved by {NumberText.Points(outOfFold)} points and the test score by {NumberText.Points(test)}.");
        }
    }

    private static IEnumerable<Note> Size(ConditionContent condition)
    {
        if (condition.Metrics is not { Test: var test })
        {
            yield break;
        }

        string[] rare = [.. test.PerClass.Where(score => score.Support < SmallClass).Select(score => $"{score.Label} ({score.Support})")];
        if (test.N < SmallTest || rare.Length > 0)
        {
            yield return new Note(
                NoteKind.Caution,
                $"Small test part: n = {test.N}" + (rare.Length > 0 ? $"; classes with fewer than {SmallClass} utterances: {string.Join(", ", rare)}." : "."));
        }
    }

    private static IEnumerable<Note> Trials(ConditionContent condition)
    {
        TrialScatterData trials = TrialScatterData.From(condition.Sweeps);
        if (trials.Failed > 0)
        {
            int all = condition.Sweeps.Sum(sweep => sweep.Trials.Count);
            yield return new Note(NoteKind.Caution, $"{trials.Failed} of {all} trials failed and have no score; their reasons stand in the trial table.");
        }
    }

    private static string Capitalised(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    private static NoteKind Kind(PairedComparison test) => test.Verdict == "better" ? NoteKind.Shown : NoteKind.NotShown;

    private static string InWords(PairedComparison test) =>
        $"{RankingMetric.Display(test.Metric)} {NumberText.Points(test.Difference)} points, 95% interval {NumberText.PointsRange(test.DifferenceInterval)}, {NumberText.P(test.P)} ({test.Verdict})";
}
