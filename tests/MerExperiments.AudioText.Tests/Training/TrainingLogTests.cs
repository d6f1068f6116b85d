using MerExperiments.AudioText.Training;

namespace MerExperiments.AudioText.Tests.Training;

public sealed class TrainingLogTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("log-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Flush_AfterSteps_WritesThem()
    {
        Fill(2);
        Assert.Equal(
            ["step,epoch,loss,class_loss,word_loss,learning_rate,gradient_norm", "1,1,0.5,0.25,1,0.001,3", "2,1,0.5,0.25,1,0.001,3"],
            File.ReadAllLines(Path.Combine(_folder, "steps.csv")));
        Assert.Equal("1,0.1,,", File.ReadAllLines(Path.Combine(_folder, "epochs.csv"))[1]);
    }

    [Fact]
    public void Constructor_WithFewerRowsThanThere_CutsTheRestAway()
    {
        Fill(5);
        File.AppendAllText(Path.Combine(_folder, "steps.csv"), "6,1,0.");
        _ = new TrainingLog(_folder, 3, 0);
        Assert.Equal(4, File.ReadAllLines(Path.Combine(_folder, "steps.csv")).Length);
        Assert.Single(File.ReadAllLines(Path.Combine(_folder, "epochs.csv")));
    }

    [Fact]
    public void Holds_OfMoreRowsThanThere_IsFalse()
    {
        Fill(2);
        Assert.True(TrainingLog.Holds(_folder, 2, 1));
        Assert.False(TrainingLog.Holds(_folder, 3, 1));
        Assert.False(TrainingLog.Holds(_folder, 2, 2));
    }

    private void Fill(int steps)
    {
        var log = new TrainingLog(_folder, 0, 0);
        Array.ForEach([.. Enumerable.Range(1, steps)], step => log.Add(new StepRecord(step, 1, 0.5, 0.25, 1, 0.001, 3)));
        log.Add(new EpochRecord(1, 0.1, null, null));
        log.Flush();
    }
}
