using MerExperiments.Evaluation;
using MerExperiments.Reporting.Notes;
using MerExperiments.Reporting.Reading;
using MerExperiments.Reporting.Words;
using MerExperiments.Runs;

namespace MerExperiments.Reporting.Tests.Notes;

public sealed class ReaderNotesTests
{
    [Fact]
    public void Of_IterationWithoutEffect_SaysSo()
    {
        using var builder = new RunBuilder();
        Note note = Assert.Single(ReaderNotes.Of(RunContent.Read(builder.Finished())), note => note.Text.StartsWith("Mining iteration 2", StringComparison.Ordinal));
        Assert.Equal(NoteKind.NotShown, note.Kind);
        Assert.Contains("against iteration 1: WAF −0.7 points, 95% interval [−1.9, +0.5], p = 0.410", note.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_EachPairedTest_IsSaidOnce()
    {
        using var builder = new RunBuilder();
        IReadOnlyList<Note> notes = ReaderNotes.Of(RunContent.Read(builder.Finished()));
        Assert.Equal(4, notes.Count(note => note.Text.Contains("95% interval [", StringComparison.Ordinal)));
    }

    [Fact]
    public void Of_WorseIteration_IsWorseAndSaysNoOtherVerdict()
    {
        RunContent run = With(test => test with { Difference = -0.03, DifferenceInterval = new Interval(-0.05, -0.01), P = 0.004 });

        Note[] notes = [.. ReaderNotes.Of(run).Where(note => note.Text.StartsWith("Mining iteration", StringComparison.Ordinal))];

        Assert.Equal(2, notes.Length);
        Assert.All(notes, note => Assert.Equal(NoteKind.Worse, note.Kind));
        Assert.All(notes, note => Assert.DoesNotMatch("better|worse|not shown|harm|help", note.Text));
    }

    [Fact]
    public void Of_FewSpeakers_WarnsOfThem()
    {
        using var builder = new RunBuilder();
        RunContent run = RunContent.Read(builder.Finished());
        ConditionMetrics condition = run.Metrics!.Conditions[0];
        ConditionMetrics few = condition with { Test = condition.Test with { Resampled = new ResampledUnits(10, "speakers") } };

        Note note = Assert.Single(ReaderNotes.Of(run with { Metrics = run.Metrics with { Conditions = [few] } }), note => note.Text.StartsWith("Intervals", StringComparison.Ordinal));

        Assert.Equal((NoteKind.Caution, "Intervals are 95%, by bootstrap over 10 speakers. These are few: the intervals are too narrow, and the tests too sure."), (note.Kind, note.Text));
    }

    [Fact]
    public void Of_RareClass_WarnsOfIt()
    {
        using var builder = new RunBuilder();
        Assert.Contains(ReaderNotes.Of(RunContent.Read(builder.Finished())), note => note.Kind == NoteKind.Caution && note.Text.Contains("surprise (11)", StringComparison.Ordinal));
    }

    [Fact]
    public void Of_StoppedRun_LeadsWithIt()
    {
        using var builder = new RunBuilder();
        Assert.StartsWith("This run is not finished. It stopped:", ReaderNotes.Of(RunContent.Read(builder.Unfinished(RunState.Stopped)))[0].Text, StringComparison.Ordinal);
    }

    private static RunContent With(Func<PairedComparison, PairedComparison> change)
    {
        using var builder = new RunBuilder();
        RunContent run = RunContent.Read(builder.Finished());
        ConditionContent condition = run.Conditions[0];
        return run with { Conditions = [condition with { Metrics = condition.Metrics! with { Comparisons = [.. condition.Comparisons.Select(change)] } }] };
    }
}
