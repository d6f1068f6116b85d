using MerExperiments.Features;
using static TorchSharp.torch;

namespace MerExperiments.AudioText.Tests;

public sealed class JointBatcherTests : IDisposable
{
    private static readonly AudioTextOptions Options = JointCorpus.Options with { LongestAudio = 20 };
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Create_RowsOfAllKinds_FillsAsManyPlacesAsLengthOfSays()
    {
        JointBatcher batcher = JointCorpus.Batcher(_folder, Options);
        using JointBatch batch = batcher.Create([0, 1, 2, 3, 4, 5], null, withNames: false, CPU);
        Assert.Equal([.. Enumerable.Range(0, 6).Select(row => (long)batcher.LengthOf(row))], batch.Mask.sum(1).data<long>().ToArray());
        Assert.Equal(batch.Mask.sum().item<long>(), batch.Positions);
    }

    [Fact]
    public void Create_WithNames_AsksForTheNameAfterThePromptAndPoolsNothingOfIt()
    {
        JointBatcher batcher = JointCorpus.Batcher(_folder, Options);
        using JointBatch batch = batcher.Create([1, 5], null, withNames: true, CPU);
        int prompt = batcher.LengthOf(1) - 1;
        long[] targets = batch.WordTargets[0].data<long>().ToArray();
        Assert.Equal(prompt, Array.FindIndex(targets, token => token >= 0));
        Assert.True(targets[prompt + 1] >= 0);
        Assert.Equal(prompt + 1, batch.Pooled[0].sum().item<float>());
        Assert.All(batch.WordTargets[1].data<long>().ToArray(), token => Assert.Equal(-100, token));
    }

    [Fact]
    public void Create_OneChannelAlone_PutsTheAbsentVectorInTheOthersPlace()
    {
        JointBatcher batcher = JointCorpus.Batcher(_folder, Options);
        using JointBatch batch = batcher.Create([0, 0], [RowChannels.AudioAlone, RowChannels.TextAlone], withNames: false, CPU);
        long absent = batch.Frames.shape[0] + batch.Tokens.shape[0];
        Assert.Equal(absent + 1, batch.Places[0, 2].item<long>());
        Assert.Equal(absent, batch.Places[1, 0].item<long>());
    }

    [Fact]
    public void Create_Interleaved_PutsEveryPositionAndTokenOnceAndThePromptLast()
    {
        using JointBatch first = JointCorpus.Batcher(_folder, Options).Create([0, 4], null, withNames: true, CPU);
        using JointBatch mixed = JointCorpus.Batcher(_folder, Options with { Arrangement = JointArrangement.Interleaved }).Create([0, 4], null, withNames: true, CPU);
        for (int row = 0; row < 2; row++)
        {
            long[] ofFirst = first.Places[row].data<long>().ToArray(), ofMixed = mixed.Places[row].data<long>().ToArray();
            Assert.NotEqual(ofFirst, ofMixed);
            Assert.Equal(ofFirst.Order(), ofMixed.Order());
        }

        Assert.Equal(first.WordTargets.data<long>().ToArray(), mixed.WordTargets.data<long>().ToArray());
    }

    [Fact]
    public void Create_MoreFramesThanTheLongestAudio_HearsAllOfThemMoreCoarsely()
    {
        using JointBatch batch = JointCorpus.Batcher(_folder, Options).Create([4], null, withNames: false, CPU);
        ReadOnlySpan<float> frames = JointCorpus.Rows().Frames[4];
        float expected = (frames[0] + frames[JointCorpus.Dimension] + frames[2 * JointCorpus.Dimension] + frames[3 * JointCorpus.Dimension]) / 4;
        Assert.Equal(19, batch.Frames.shape[0]);
        Assert.Equal(expected, batch.Frames[0, 0, 0].item<float>(), 1e-6f);
    }

    [Fact]
    public void StateOf_NeitherSoundNorWords_SaysWhy()
    {
        JointRows rows = JointCorpus.Rows();
        var batcher = new JointBatcher(rows with { Texts = [null, null, null, "", "", ""] }, JointCorpus.Tokenizer(_folder), JointCorpus.Labels, Options);
        Assert.Equal([FeatureState.Present, FeatureState.Present, FeatureState.Silent, FeatureState.Present], [.. Enumerable.Range(0, 4).Select(batcher.StateOf)]);
    }
}
