using MerExperiments.AudioText.Training;

namespace MerExperiments.AudioText.Tests.Training;

public sealed class ResumeTests : IDisposable
{
    private static readonly JointRows Rows = ToneAndWords.Rows(40);
    private static readonly AudioTextOptions Options = ToneAndWords.Options with { Dropout = 0.1, AudioAlone = 0.1, TextAlone = 0.1, Pooling = HiddenPooling.Attention };
    private readonly TemporaryFolder _whole = new();
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _notices = [];

    public void Dispose()
    {
        _whole.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(11)]
    public void Fit_StoppedAfterAStepAndResumed_IsTheSameBitForBit(int step)
    {
        byte[] whole = Fitted(_whole);
        Stop(step);
        Assert.Equal(whole, Fitted(_folder));
        AssertSameTables();
        Assert.Empty(_notices);
    }

    /// <summary>The third step is the epoch's last, and the validation rows are three batches: the first is read, the second is not.</summary>
    [Fact]
    public void Fit_StoppedWhileItValidatesAndResumed_IsTheSameBitForBit()
    {
        using FittedJointModel whole = ToneAndWords.Fit(Rows, Options, new TrainingRun { Folder = _whole.Root }, validation: 0.5);
        using var stop = new CancellationTokenSource();
        Action onRead = () => { };
        var run = new TrainingRun { Folder = _folder.Root, Cancellation = stop.Token, Progress = told => onRead = told.Step?.Step == 3 ? stop.Cancel : onRead };

        Assert.Throws<OperationCanceledException>(() => ToneAndWords.Fit(Rows with { Frames = WatchedFrames.Of(Rows.Frames, () => onRead()) }, Options, run, validation: 0.5));

        Assert.Equal(["checkpoint-0-3.json"], Directory.GetFiles(_folder.Root, "checkpoint-*.json").Select(path => Path.GetFileName(path)));
        using FittedJointModel resumed = ToneAndWords.Fit(Rows, Options, new TrainingRun { Folder = _folder.Root }, validation: 0.5);
        Assert.Equal(FittedBytes.Of(whole), FittedBytes.Of(resumed));
        AssertSameTables();
    }

    [Fact]
    public void Fit_KilledBetweenCheckpoints_TakesTheStepsAgain()
    {
        byte[] whole = Fitted(_whole);
        Kill(beforeStep: 8);
        Assert.Equal(whole, Fitted(_folder));
        AssertSameTables();
    }

    [Theory]
    [InlineData(".npy")]
    [InlineData(".json")]
    public void Fit_WithTheNewestCheckpointCutShort_GoesOnFromTheOneBefore(string part)
    {
        byte[] whole = Fitted(_whole);
        Stop(8);
        Truncate("checkpoint-*-8" + part);
        Assert.Equal(whole, Fitted(_folder));
        Assert.Contains("-8", Assert.Single(_notices), StringComparison.Ordinal);
        AssertSameTables();
    }

    [Fact]
    public void Fit_WithEveryCheckpointCutShort_StartsAgainAndSaysSo()
    {
        byte[] whole = Fitted(_whole);
        Stop(8);
        Truncate("checkpoint-*.npy");
        Assert.Equal(whole, Fitted(_folder));
        Assert.Equal(2, _notices.Count);
    }

    [Fact]
    public void Fit_OfAFinishedTraining_TakesNoStep()
    {
        byte[] whole = Fitted(_whole);
        var run = new TrainingRun { Folder = _whole.Root, Progress = _ => Assert.Fail("a step was taken") };
        using FittedJointModel again = ToneAndWords.Fit(Rows, Options, run);
        Assert.Equal(whole, FittedBytes.Of(again));
    }

    [Fact]
    public void Fit_ResumedWithOtherOptionsOrRows_IsRefusedByName()
    {
        Stop(4);
        var run = new TrainingRun { Folder = _folder.Root };
        var options = Assert.Throws<InvalidInputException>(() => ToneAndWords.Fit(Rows, Options with { LearningRate = 1e-4 }, run));
        Assert.Contains("another training: audioText.learningRate differ", options.Message, StringComparison.Ordinal);
        JointRows other = Rows with { Weights = [2, .. Rows.Weights.Skip(1)] };
        Assert.Contains("the rows differ", Assert.Throws<InvalidInputException>(() => ToneAndWords.Fit(other, Options, run)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_OutOfMemory_SaysWhatFitsAndGoesOnWithIt()
    {
        var run = new TrainingRun { Folder = _folder.Root, BeforeStep = step => FailAt(step, 6, "CUDA out of memory. Tried to allocate 2.00 GiB.") };
        var refusal = Assert.Throws<InvalidInputException>(() => ToneAndWords.Fit(Rows, Options, run));
        Assert.Contains("Try audioText.batch 4 with audioText.accumulation 2", refusal.Message, StringComparison.Ordinal);
        AudioTextOptions advised = Options with { Batch = 4, Accumulation = 2, Recompute = true };
        var steps = new List<int>();
        using FittedJointModel fitted = ToneAndWords.Fit(Rows, advised, run with { BeforeStep = steps.Add });
        Assert.Equal(6, steps[0]);
    }

    [Fact]
    public void Fit_InAFolderThatIsBeingTrainedIn_IsRefusedAndTheOtherGoesOnToTheSameBytes()
    {
        byte[] whole = Fitted(_whole);
        var refusals = new List<string>();
        void TryBeside(int step) => refusals.Add(Assert.Throws<InvalidInputException>(() => ToneAndWords.Fit(Rows, Options, new TrainingRun { Folder = _folder.Root })).Message);

        using FittedJointModel fitted = ToneAndWords.Fit(Rows, Options, new TrainingRun { Folder = _folder.Root, BeforeStep = TryBeside });

        Assert.All(refusals, refusal => Assert.Contains("is being trained by another process", refusal, StringComparison.Ordinal));
        Assert.Equal(whole, FittedBytes.Of(fitted));
        AssertSameTables();
    }

    private static void FailAt(int step, int at, string problem)
    {
        if (step == at)
        {
            throw new System.Runtime.InteropServices.ExternalException(problem);
        }
    }

    private byte[] Fitted(TemporaryFolder folder)
    {
        using FittedJointModel fitted = ToneAndWords.Fit(Rows, Options, new TrainingRun { Folder = folder.Root, Notice = _notices.Add });
        return FittedBytes.Of(fitted);
    }

    private void Stop(int after)
    {
        using var stop = new CancellationTokenSource();
        void Watch(TrainingProgress progress)
        {
            if (progress.Step?.Step == after)
            {
                stop.Cancel();
            }
        }

        var run = new TrainingRun { Folder = _folder.Root, Progress = Watch, Cancellation = stop.Token };
        Assert.Throws<OperationCanceledException>(() => ToneAndWords.Fit(Rows, Options, run));
    }

    /// <summary>Ends a training as a kill does: nothing is written when it happens.</summary>
    private void Kill(int beforeStep)
    {
        var run = new TrainingRun { Folder = _folder.Root, BeforeStep = step => FailAt(step, beforeStep, "killed") };
        Assert.Throws<System.Runtime.InteropServices.ExternalException>(() => ToneAndWords.Fit(Rows, Options, run));
    }

    private void Truncate(string pattern)
    {
        foreach (string path in Directory.GetFiles(_folder.Root, pattern))
        {
            using FileStream file = File.OpenWrite(path);
            file.SetLength(file.Length / 2);
        }
    }

    private void AssertSameTables() => Assert.All(
        ["steps.csv", "epochs.csv"], name => Assert.Equal(File.ReadAllText(_whole.At(name)), File.ReadAllText(_folder.At(name))));
}
