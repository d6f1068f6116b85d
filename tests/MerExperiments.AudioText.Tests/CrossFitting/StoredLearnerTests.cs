using MerExperiments.AudioText.CrossFitting;

namespace MerExperiments.AudioText.Tests.CrossFitting;

public sealed class StoredLearnerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mer-crossfit-").FullName;
    private readonly CrossFitRows _rows = SplitRows.Create();

    [Fact]
    public void Learn_StoppedAfterTwoFolds_GoesOnWithTheThirdAndGivesTheSameBytes()
    {
        using var stop = new CancellationTokenSource();
        var stopped = new RememberingLearner { Delay = fold => { StopAt(fold, stop); return TimeSpan.Zero; } };
        Assert.ThrowsAny<OperationCanceledException>(() => Fit(stopped, stop.Token));
        var resumed = new RememberingLearner();

        CrossFitted fitted = Fit(resumed, CancellationToken.None);

        Assert.Equal([2], resumed.Learned);
        Assert.Equal(
            new CrossFitter(new RememberingLearner(), SplitRows.Labels).Fit(_rows, CancellationToken.None).Features.Values.ToArray(),
            fitted.Features.Values.ToArray());
    }

    [Fact]
    public void Learn_Again_LearnsNothing()
    {
        Fit(new RememberingLearner(), CancellationToken.None);
        var again = new RememberingLearner();

        Fit(again, CancellationToken.None);

        Assert.Empty(again.Learned);
    }

    [Fact]
    public void Learn_OtherTextOfATrainingRow_LearnsAgain()
    {
        Fit(new RememberingLearner(), CancellationToken.None);
        JointRows changed = _rows.Labelled with { Texts = [.. _rows.Labelled.Texts.Skip(1).Prepend("it is not")] };
        var again = new RememberingLearner();

        new CrossFitter(new StoredLearner(again, Store(), 2), SplitRows.Labels).Fit(_rows with { Labelled = changed }, CancellationToken.None);

        Assert.Equal([0, 1, 2], again.Learned.Order());
    }

    [Fact]
    public void Learn_KeptFileCutShort_IsRefusedByName()
    {
        Fit(new RememberingLearner(), CancellationToken.None);
        string path = Store().EncodedPathOf(_rows.TaskOf(0));
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..200]);

        var refused = Assert.Throws<InvalidInputException>(() => Fit(new RememberingLearner(), CancellationToken.None));

        Assert.Equal(path, refused.Faults[0].Place);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private CrossFitted Fit(RememberingLearner learner, CancellationToken cancellation) =>
        new CrossFitter(new StoredLearner(learner, Store(), 2), SplitRows.Labels).Fit(_rows, cancellation);

    [Fact]
    public void Learn_KeptFileIsCut_IsNamedWithWhatToDo()
    {
        Fit(new RememberingLearner(), CancellationToken.None);
        string file = Directory.EnumerateFiles(_folder, "encoded-*", SearchOption.AllDirectories).First();
        File.WriteAllBytes(file, File.ReadAllBytes(file)[..90]);

        var refused = Assert.Throws<InvalidInputException>(() => Fit(new RememberingLearner(), CancellationToken.None));

        Fault fault = Assert.Single(refused.Faults);
        Assert.Equal(file, fault.Place);
        Assert.EndsWith("; delete it to compute it again", fault.Problem, StringComparison.Ordinal);
    }

    private LearningStore Store() => new(_folder, "settings", frames => frames.Encoder);

    private static void StopAt(int fold, CancellationTokenSource stop)
    {
        if (fold == 2)
        {
            stop.Cancel();
        }
    }
}
