using MerExperiments.AudioText.LanguageModels;

namespace MerExperiments.AudioText.Tests;

public sealed class AudioTextOptionsTests
{
    private static readonly AudioTextOptions Tiny = new() { Model = "tiny" };

    [Fact]
    public void Faults_OfDefaults_AreNone() => Assert.Empty(Tiny.Faults());

    [Fact]
    public void Faults_OfManyValuesOutOfRange_AreAllPlacedByTheirKeys()
    {
        AudioTextOptions wrong = Tiny with { Epochs = 0, LearningRate = double.NaN, WarmUp = 1.5, Downsampling = 65, LowRank = new LowRankOptions { Rank = 0 } };
        Assert.Equal(
            ["audioText.downsampling", "audioText.lowRank.rank", "audioText.epochs", "audioText.learningRate", "audioText.warmUp"], wrong.Faults().Select(fault => fault.Place));
    }

    [Fact]
    public void Faults_OfAValue_SayValueAndRule() =>
        Assert.Equal("audioText.batch: is 5000; it must be 4096 or less", Assert.Single((Tiny with { Batch = 5000 }).Faults()).ToString());

    [Fact]
    public void Faults_OfKeysThatContradict_NameBoth()
    {
        AudioTextOptions wrong = Tiny with { ClassLoss = 0, WordLoss = 0, AudioAlone = 0.6, TextAlone = 0.5 };
        Assert.Equal(
            [
                "audioText.classLoss: is 0, and so is wordLoss; one of the two must be above 0, or nothing is learned",
                "audioText.audioAlone: is 0.6, and textAlone 0.5; together they must be 1 or less",
            ],
            wrong.Faults().Select(fault => fault.ToString()));
    }

    [Theory]
    [InlineData("tiny", 1.0, true, 3e-3)]
    [InlineData("small", 1.0, true, 1e-3)]
    [InlineData("tiny", 0.0, false, 3e-3)]
    [InlineData("qwen", 1.0, false, 1e-4)]
    public void IsHeadFixed_OfModelAndLoss_IsWhereItsLossShapesAModelFromScratch(string model, double classLoss, bool isFixed, double rate)
    {
        var options = new AudioTextOptions { Model = model, ClassLoss = classLoss };
        Assert.Equal((isFixed, rate), (options.IsHeadFixed, options.HighestRate));
    }

    [Theory]
    [InlineData("qwen", LowRankUse.Auto, true, 1e-4)]
    [InlineData("qwen", LowRankUse.Off, false, 2e-5)]
    [InlineData("tiny", LowRankUse.Auto, false, 3e-3)]
    [InlineData("tiny", LowRankUse.On, true, 1e-4)]
    public void Adapters_LeftOpen_AreThoseOfAPublishedModel(string model, LowRankUse use, bool adapts, double rate)
    {
        var options = new AudioTextOptions { Model = model, LowRank = new LowRankOptions { Use = use } };
        Assert.Equal((adapts, rate), (options.Adapters is not null, options.HighestRate));
    }

    [Fact]
    public void Decisive_OfOptionsThatTrainTheSame_IsEqual()
    {
        AudioTextOptions said = Tiny with { Audio = "other", Feature = JointFeature.LogPosteriors, Recompute = true, Vocabulary = 1000, LearningRate = 3e-3, LowRank = new() { Rank = 4 } };
        Assert.Equal(Tiny.Decisive, said.Decisive);
        Assert.NotEqual(Tiny.Decisive, (Tiny with { Epochs = 21 }).Decisive);
    }
}
