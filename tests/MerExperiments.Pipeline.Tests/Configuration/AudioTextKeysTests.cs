using MerExperiments.Configuration;
using static MerExperiments.Pipeline.Tests.Configuration.CatalogueBuilder;

namespace MerExperiments.Pipeline.Tests.Configuration;

public sealed class AudioTextKeysTests
{
    [Fact]
    public void Load_Absent_IsNoJointModel()
    {
        ExperimentConfiguration a = One().Resolve("a", []);

        Assert.Null(a.AudioText);
        Assert.Equal(["mel-statistics"], a.FusedEncoders);
        Assert.False(a.Frozen.TryGetProperty("audioText", out _));
    }

    [Fact]
    public void Resolve_ModelNone_SwitchesItOff() => Assert.Null(Tiny().Resolve("a", ["audioText.model=none"]).JointModel);

    [Fact]
    public void Resolve_Model_IsOneMoreEncoder() => Assert.Equal(["mel-statistics", "audio-text"], Tiny().Resolve("a", []).FusedEncoders);

    [Fact]
    public void Restore_WhatWasFrozen_IsEqual()
    {
        ExperimentConfiguration before = Tiny().Resolve("a", ["audioText.epochs=3", "audioText.lowRank.targets=q_proj"]);

        Assert.Equal(before.AudioText, ExperimentCatalogue<ExperimentConfiguration>.Restore("a", before.Frozen, Repository.Root, Known).AudioText);
    }

    [Fact]
    public void Load_SeveralMistakes_AreAllNamed() => Assert.Equal(
        [
            "experiments.json: experiments.a.audioText has the unknown key \"modle\"; did you mean \"model\"?",
            "experiments.json: experiments.a.audioText.audio is \"mel-frame\"; did you mean \"mel-frames\"?",
            "experiments.json: experiments.a.audioText.epochs is 0; it must be 1 or more",
            "experiments.json: experiments.a.audioText.lowRank.targets[0] is \"q_porj\"; did you mean \"q_proj\"?",
            "experiments.json: experiments.a.audioText.model is missing; it must be a text",
        ],
        FaultsOf(() => One("\"audioText\": {\"modle\": \"tiny\", \"audio\": \"mel-frame\", \"epochs\": 0, \"lowRank\": {\"targets\": [\"q_porj\"]}}")).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("\"classLoss\": 0, \"wordLoss\": 0", "audioText.classLoss is 0, and so is wordLoss; one of the two must be above 0, or nothing is learned")]
    [InlineData("\"audioAlone\": 0.6, \"textAlone\": 0.5", "audioText.audioAlone is 0.6, and textAlone 0.5; together they must be 1 or less")]
    public void Load_KeysThatContradict_AreRefused(string keys, string expected) => Assert.Equal(
        [$"experiments.json: experiments.a.{expected}"], FaultsOf(() => One($"\"audioText\": {{\"model\": \"tiny\", {keys}}}")));

    [Theory]
    [InlineData("\"conditions\": [\"noisy\"], \"without\": [\"x\"]", "evaluation.without is set beside conditions; conditions differ in one thing only")]
    [InlineData("\"kind\": \"outer-folds\", \"poolFractions\": [0, 0.4], \"without\": [\"x\"]", "evaluation.without is set beside poolFractions; conditions differ in one thing only")]
    public void Load_WithoutBesideOtherArms_IsRefused(string keys, string expected) =>
        Assert.Contains(FaultsOf(() => One($"\"evaluation\": {{{keys}}}, \"prepare\": {{\"noise\": {{\"kind\": \"babble\"}}}}")), fault => fault.Contains(expected, StringComparison.Ordinal));

    [Fact]
    public void Load_WithoutAnEncoderThatIsNotThere_NamesTheNearest() => Assert.Equal(
        ["experiments.json: experiments.a.evaluation.without holds \"audio-txt\", which the experiment does not have; did you mean \"audio-text\"?"],
        FaultsOf(() => One("\"audioText\": {\"model\": \"tiny\"}, \"evaluation\": {\"without\": [\"audio-txt\"]}")));

    [Fact]
    public void Load_WithoutAnEncoderTwice_IsRefused() => Assert.Equal(
        ["experiments.json: experiments.a.evaluation.without[1] is the text \"audio-text\", which the list holds already; each value must stand once"],
        FaultsOf(() => One("\"audioText\": {\"model\": \"tiny\"}, \"evaluation\": {\"without\": [\"audio-text\", \"audio-text\"]}")));

    private static ExperimentCatalogue<ExperimentConfiguration> Tiny() => One("\"audioText\": {\"model\": \"tiny\"}");
}
