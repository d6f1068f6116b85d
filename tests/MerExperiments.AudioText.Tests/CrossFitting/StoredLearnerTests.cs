using MerExperiments.AudioText.CrossFitting;

namespace MerExperiments.AudioText.Tests.CrossFitting;

public sealed class StoredLearnerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mer-crossfit-").FullName;
    private readonly List<string> _told = [];
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

    [Theory]
    [InlineData(0)]
    [InlineData(120)]
    public void Learn_KeptFileChanged_LearnsThatFoldAgainAndTells(int cut)
    {
        float[] whole = Fit(new RememberingLearner(), CancellationToken.None).Features.Values.ToArray();
        string path = Store().EncodedPathOf(_rows.TaskOf(1));
        byte[] bytes = File.ReadAllBytes(path);
        bytes[^1] ^= 1;
        File.WriteAllBytes(path, bytes[cut..]);
        var again = new RememberingLearner();

        Assert.Equal(whole, Fit(again, CancellationToken.None).Features.Values.ToArray());
        Assert.Equal([1], again.Learned);
        Assert.Equal([$"what the joint model encoded was damaged ({path} is not what was written (its checksum differs)); it is encoded again"], _told);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private CrossFitted Fit(RememberingLearner learner, CancellationToken cancellation) =>
        new CrossFitter(new StoredLearner(learner, Store(), 2) { Notice = _told.Add }, SplitRows.Labels).Fit(_rows, cancellation);

    private LearningStore Store() => new(_folder, "settings", frames => frames.Encoder);

    private static void StopAt(int fold, CancellationTokenSource stop)
    {
        if (fold == 2)
        {
            stop.Cancel();
        }
    }
}
