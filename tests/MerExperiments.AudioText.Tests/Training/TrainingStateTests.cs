using MerExperiments.AudioText.Training;

namespace MerExperiments.AudioText.Tests.Training;

public sealed class TrainingStateTests
{
    private static readonly AudioTextOptions Options = new() { Model = "tiny", Epochs = 10, Patience = 2 };

    [Fact]
    public void After_EqualF1AndLowerLoss_IsBetter()
    {
        TrainingState state = new TrainingState().After(Epoch(1, 0.5, 1.0)).After(Epoch(2, 0.5, 0.9)).After(Epoch(3, 0.5, 0.95));
        Assert.Equal((3, 2, 0.9), (state.Epoch, state.BestEpoch, state.BestLoss));
    }

    [Fact]
    public void After_WithoutValidation_TakesTheLast() => Assert.Equal(2, new TrainingState().After(Epoch(1, null, null)).After(Epoch(2, null, null)).BestEpoch);

    [Fact]
    public void IsOver_AfterPatienceEpochsWithoutBetter_IsTrue()
    {
        TrainingState state = new TrainingState().After(Epoch(1, 0.5, 1)).After(Epoch(2, 0.4, 1));
        Assert.False(state.IsOver(Options));
        Assert.True(state.After(Epoch(3, 0.4, 1)).IsOver(Options));
    }

    private static EpochRecord Epoch(int epoch, double? waf, double? loss) => new(epoch, 1, loss, waf);
}
