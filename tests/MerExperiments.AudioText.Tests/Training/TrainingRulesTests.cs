using MerExperiments.AudioText.Training;

namespace MerExperiments.AudioText.Tests.Training;

public sealed class TrainingRulesTests
{
    private static readonly TrainingOptions Usual = new() { Seed = new NamedSeed(1) };

    [Fact]
    public void Of_Defaults_FindsNothing()
    {
        Assert.Empty(TrainingRules.Of(Usual, "training"));
        Assert.Empty(TrainingRules.Of(new JointModelOptions { LowRank = new LowRankOptions() }, "model"));
    }

    [Fact]
    public void Of_ManyFaults_NamesThemAll()
    {
        TrainingOptions wrong = Usual with { Epochs = 0, LearningRate = double.NaN, WarmUp = 1.5, ValidationShare = 0.6, Balance = (ClassBalance)9 };
        string[] places = [.. TrainingRules.Of(wrong, "training").Select(fault => fault.Place)];
        Assert.Equal(["training.epochs", "training.learningRate", "training.warmUp", "training.balance", "training.validationShare"], places);
    }

    [Fact]
    public void Of_AFault_SaysValueAndRule() =>
        Assert.Equal("training.batchRows: is 5000; it must be a whole number in 1..4096", TrainingRules.Of(Usual with { BatchRows = 5000 }, "training").Single().ToString());

    [Fact]
    public void Of_ModelOptionsOutOfRange_NamesThemAll()
    {
        var wrong = new JointModelOptions { Downsampling = 65, AudioAlone = 0.7, TextAlone = 0.7, ClassLoss = 0, WordLoss = 0, FixedHead = true, Arrangement = (JointArrangement)7, LowRank = new LowRankOptions { Rank = 0 } };
        string[] places = [.. TrainingRules.Of(wrong, "model").Select(fault => fault.Place)];
        Assert.Equal(["model.downsampling", "model.arrangement", "model.audioAlone + textAlone", "model.classLoss + wordLoss", "model.fixedHead", "model.lowRank.rank"], places);
    }
}
