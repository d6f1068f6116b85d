using MerExperiments.AudioText.Tensors;
using MerExperiments.AudioText.Tests.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace MerExperiments.AudioText.Tests;

public sealed class JointModelTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<HiddenPooling> Poolings => [.. Enum.GetValues<HiddenPooling>()];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Poolings))]
    public void Forward_RowsAloneOrInABatch_GiveTheSame(HiddenPooling pooling)
    {
        AudioTextOptions options = JointCorpus.Options with { Pooling = pooling };
        JointBatcher batcher = JointCorpus.Batcher(_folder, options);
        using JointModel model = JointCorpus.Model(options);
        Tensor together = model.Forward(batcher.Create([0, 1, 2, 3, 4, 5], null, false, CPU), null).Pooled;
        Tensor alone = cat([.. Enumerable.Range(0, 6).Select(row => model.Forward(batcher.Create([row], null, false, CPU), null).Pooled)]);
        Assert.InRange((together - alone).abs().max().ToDouble(), 0, 1e-5);
    }

    [Theory]
    [MemberData(nameof(Poolings))]
    public void Forward_WithTheNameBehindThePrompt_PoolsTheSame(HiddenPooling pooling)
    {
        AudioTextOptions options = JointCorpus.Options with { Pooling = pooling };
        JointBatcher batcher = JointCorpus.Batcher(_folder, options);
        using JointModel model = JointCorpus.Model(options);
        Tensor without = model.Forward(batcher.Create([0, 1], null, withNames: false, CPU), null).Scores;
        Tensor with = model.Forward(batcher.Create([0, 1], null, withNames: true, CPU), null).Scores;
        Assert.InRange((with - without).abs().max().ToDouble(), 0, 1e-5);
    }

    [Fact]
    public void Forward_SoundOrWordsChanged_ChangesTheScores()
    {
        AudioTextOptions options = JointCorpus.Options;
        JointBatcher batcher = JointCorpus.Batcher(_folder, options);
        using JointModel model = JointCorpus.Model(options);
        Tensor Scores(RowChannels channels) => model.Forward(batcher.Create([0], [channels], false, CPU), null).Scores;
        Tensor both = Scores(RowChannels.Both);
        Assert.All([RowChannels.AudioAlone, RowChannels.TextAlone], alone => Assert.True((Scores(alone) - both).abs().max().ToDouble() > 1e-3));
    }

    [Fact]
    public void Backward_RecomputedWithDropout_GivesTheSameGradients()
    {
        double[] kept = Gradients(recompute: false), recomputed = Gradients(recompute: true);
        Assert.All(kept.Zip(recomputed), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
        Assert.All(kept, norm => Assert.True(norm > 0));
    }

    [Fact]
    public void Trainable_WithAdapters_LeavesTheLanguageModelAlone()
    {
        using JointModel model = JointCorpus.Model(JointCorpus.Options with { LowRank = ToneAndWords.Adapters });
        Assert.DoesNotContain(model.Trainable, weight => weight.Key.StartsWith("language.", StringComparison.Ordinal));
        Assert.Equal(8, model.Trainable.Count(weight => weight.Key.StartsWith("adapter.", StringComparison.Ordinal)));
    }

    [Fact]
    public void FitFrames_AllRows_StandardisesEachValue()
    {
        using JointModel model = JointCorpus.Model(JointCorpus.Options);
        var weights = model.Weights.ToDictionary();
        Tensor frames = TorchData.Copy([.. Enumerable.Range(0, 6).SelectMany(row => JointCorpus.Rows().Frames[row].ToArray())], CPU, 332, JointCorpus.Dimension);
        Tensor standard = (frames - weights["frames.mean"]) / weights["frames.scale"];
        Assert.InRange(standard.mean([0L]).abs().max().ToDouble(), 0, 1e-5);
        Assert.InRange((standard.square().mean([0L]) - 1).abs().max().ToDouble(), 0, 1e-4);
    }

    private double[] Gradients(bool recompute)
    {
        AudioTextOptions options = JointCorpus.Options with { Dropout = 0.3, Pooling = HiddenPooling.Attention };
        using JointBatch batch = JointCorpus.Batcher(_folder, options).Create([0, 1, 2, 3, 4], null, withNames: true, CPU);
        using JointModel model = JointCorpus.Model(options);
        model.Recompute = recompute;
        JointForward forward = model.Forward(batch, new NamedSeed(4));
        (Tensor logits, Tensor targets) = model.Words(forward, batch);
        forward.Backward(nn.functional.cross_entropy(forward.Scores, batch.Labels) + nn.functional.cross_entropy(logits, targets));
        return [.. model.Trainable.Select(weight => weight.Value.grad!.norm().ToDouble())];
    }
}
