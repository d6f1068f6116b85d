using MerExperiments.Pipeline.JointModels;

namespace MerExperiments.Pipeline.Tests.JointModels;

public sealed class AudioTextKeysTests
{
    [Theory]
    [InlineData("training.batchRows", "audioText.batch")]
    [InlineData("training.learningRate", "audioText.learningRate")]
    [InlineData("model.longestAudio + longestText", "audioText.longestAudio + audioText.longestText")]
    [InlineData("lowRank.targets", "audioText.lowRank.targets")]
    [InlineData("Try batchRows 8 with accumulatedBatches 2, or recompute true", "Try audioText.batch 8 with audioText.accumulation 2, or audioText.recompute true")]
    [InlineData("lower audioText.longestAudio or audioText.longestText", "lower audioText.longestAudio or audioText.longestText")]
    [InlineData("/models/lowRank/model.safetensors: \"model.norm.weight\"", "/models/lowRank/model.safetensors: \"model.norm.weight\"")]
    public void Of_AFault_NamesTheKeysThatSetWhatItSpeaksOf(string said, string expected) =>
        Assert.Equal(new Fault(expected, expected), AudioTextKeys.Of(new Fault(said, said)));

    [Fact]
    public void Of_AFaultOfTheModelItself_NamesItsKey() =>
        Assert.Equal(new Fault("audioText.model", "does not fit"), AudioTextKeys.Of(new Fault("model", "does not fit")));
}
