using MerExperiments.Reporting.Reading;
using MerExperiments.Runs;

namespace MerExperiments.Reporting.Tests;

public sealed class ReaderNotesTests
{
    [Fact]
    public void Of_IterationWithoutEffect_SaysSo()
    {
        using var builder = new RunBuilder();
        Note note = Assert.Single(ReaderNotes.Of(RunContent.Read(builder.Finished())), note => note.Text.StartsWith("Mining iteration 2", StringComparison.Ordinal));
        Assert.Equal(NoteKind.NotShown, note.Kind);
        Assert.Contains("is not shown to have helped: WAF −0.7 points, 95% interval [−1.9, +0.5], p = 0.410", note.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_EachPairedTest_IsSaidOnce()
    {
        using var builder = new RunBuilder();
        IReadOnlyList<Note> notes = ReaderNotes.Of(RunContent.Read(builder.Finished()));
        Assert.Equal(3, notes.Count(note => note.Text.Contains("95% interval [", StringComparison.Ordinal)));
    }

    [Fact]
    public void Of_WorseIteration_SaysHarm()
    {
        RunContent run = With(condition => condition with
        {
            Iterations = [condition.Iterations[0], condition.Iterations[1] with { AgainstPrevious = condition.Iterations[1].AgainstPrevious! with { Verdict = "worse" } }],
        });
        Assert.Contains(ReaderNotes.Of(run), note => note.Kind == NoteKind.NotShown && note.Text.StartsWith("Mining iteration 1 did harm", StringComparison.Ordinal));
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

    private static RunContent With(Func<ConditionContent, ConditionContent> change)
    {
        using var builder = new RunBuilder();
        RunContent run = RunContent.Read(builder.Finished());
        return run with { Conditions = [change(run.Conditions[0])] };
    }
}
