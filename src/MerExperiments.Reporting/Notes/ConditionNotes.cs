using MerExperiments.Evaluation;
using MerExperiments.Reporting.Reading;
using MerExperiments.Reporting.Words;
using MerExperiments.Runs;

namespace MerExperiments.Reporting.Notes;

/// <summary>Draws the conclusions and warnings of one condition.</summary>
internal static class ConditionNotes
{
    private const int SmallTest = 200;
    private const int SmallClass = 20;
    private const double WideGap = 0.03;

    /// <summary>The notes of one condition, led by its name where there are several.</summary>
    public static IEnumerable<Note> Of(RunContent run, ConditionContent condition)
    {
        IEnumerable<Note> notes = [.. Comparisons(condition), .. StopReasons(condition), .. Drift(run, condition), .. Size(condition), .. Trials(condition)];
        return run.Conditions.Count > 1 ? notes.Select(note => note with { Text = $"[{condition.Name}] {note.Text}" }) : notes;
    }

    private static IEnumerable<Note> Comparisons(ConditionContent condition) => condition.Comparisons.Select(test => Note.Of(
        test,
        $"{Subject(test)} against {ComparisonText.Name(test.A)}: {ComparisonText.Figures(test)}{Right(condition, test)}"));

    private static string Subject(PairedComparison test) => test.Kind switch
    {
        ComparisonKind.PreviousIteration => $"Mining {ComparisonText.Name(test.B)}",
        ComparisonKind.Unmined => "Final ensemble, mined,",
        ComparisonKind.FirstCondition => $"Condition {test.B.Condition}",
        _ => "Final ensemble",
    };

    private static string Right(ConditionContent condition, PairedComparison test) =>
        test.Kind == ComparisonKind.PreviousIteration && condition.Iterations.FirstOrDefault(i => i.Iteration == test.B.Iteration)?.PseudoLabelPrecision is { } precision
            ? $"; {NumberText.Percent(precision)} of its pseudo-labels match the pool's kept true labels"
            : "";

    private static IEnumerable<Note> StopReasons(ConditionContent condition) => condition.Iterations
        .Where(iteration => iteration.StopReason is not null)
        .Select(iteration => new Note(NoteKind.Method, (condition.Mined ? $"Mining ended after iteration {iteration.Iteration}: " : "Nothing was mined: ") + iteration.StopReason));

    private static IEnumerable<Note> Drift(RunContent run, ConditionContent condition)
    {
        if (condition.Chosen is { } chosen)
        {
            double validation = chosen.OutOfFold.Of(run.Metric).Value, test = chosen.Test.Of(run.Metric).Value;
            yield return new Note(
                Math.Abs(validation - test) >= WideGap ? NoteKind.Caution : NoteKind.Method,
                $"Out of fold the ensemble of iteration {chosen.Iteration} scores {NumberText.Score(validation)}, on the test part {NumberText.Score(test)}: {NumberText.Points(test - validation)} points.");
        }

        if (condition.Iterations is [var first, .., var last])
        {
            double outOfFold = last.OutOfFold.Of(run.Metric).Value - first.OutOfFold.Of(run.Metric).Value;
            double test = last.Test.Of(run.Metric).Value - first.Test.Of(run.Metric).Value;
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
        TrialRecord[] all = [.. condition.Sweeps.SelectMany(sweep => sweep.Trials)];
        int failed = all.Count(trial => trial.Result?.State == TrialState.Failed);
        if (failed > 0)
        {
            yield return new Note(NoteKind.Caution, $"{failed} of {all.Length} trials failed and have no score; their reasons stand in the trial table.");
        }
    }
}
