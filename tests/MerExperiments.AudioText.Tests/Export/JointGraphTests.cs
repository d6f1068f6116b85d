using MerExperiments.AudioText.Export;
using MerExperiments.AudioText.LanguageModels;
using MerExperiments.AudioText.Tensors;
using MerExperiments.Onnx;
using MerExperiments.Tokenizers;
using TorchSharp;
using static TorchSharp.torch;

namespace MerExperiments.AudioText.Tests.Export;

public sealed class JointGraphTests : IDisposable
{
    private static readonly int[] All = [0, 1, 2, 3, 4, 5];
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<HiddenPooling> Poolings => [.. Enum.GetValues<HiddenPooling>()];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Poolings))]
    public void Features_OfRowsOfDifferentLengths_AreThoseOfTorch(HiddenPooling pooling) =>
        AssertAgree(JointCorpus.Options with { Pooling = pooling }, All);

    [Fact]
    public void Features_OfLongSoundAndText_AreThoseOfTorch() =>
        AssertAgree(JointCorpus.Options with { LongestAudio = 16, Downsampling = 3, LongestText = 2 }, All);

    [Fact]
    public void Features_WithoutAnySound_AreThoseOfTorch() => AssertAgree(JointCorpus.Options, [2]);

    [Fact]
    public void Features_WithoutAnyWords_AreThoseOfTorch() => AssertAgree(JointCorpus.Options, [3]);

    [Fact]
    public void Features_Interleaved_AreThoseOfTorch() => AssertAgree(JointCorpus.Options with { Arrangement = JointArrangement.Interleaved, LongestAudio = 20 }, All);

    [Fact]
    public void Features_InterleavedOfLongSoundAndText_AreThoseOfTorch() =>
        AssertAgree(JointCorpus.Options with { Arrangement = JointArrangement.Interleaved, LongestAudio = 16, Downsampling = 3, LongestText = 2 }, All);

    [Fact]
    public void Features_WithoutAPrompt_AreThoseOfTorch() => AssertAgree(JointCorpus.Options with { Prompt = "" }, All);

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Features_InterleavedWithOneOfTheTwoMissing_AreThoseOfTorch(int row) =>
        AssertAgree(JointCorpus.Options with { Arrangement = JointArrangement.Interleaved }, [row]);

    [Fact]
    public void Features_WithAdapters_AreThoseOfTorch() =>
        AssertAgree(JointCorpus.Options with { LowRank = new LowRankOptions { Use = LowRankUse.On, Targets = ["q_proj", "down_proj"] } }, All);

    [Fact]
    public void Score_OfAnyRow_IsTheSoftmaxOfTorch()
    {
        AudioTextOptions options = JointCorpus.Options;
        using JointModel model = Model(options);
        (Tensor expected, Tensor found) = Both(model, options, All, JointGraph.ScoreOutput, forward => forward.Scores.softmax(1));

        Assert.InRange((expected - found).abs().max().ToDouble(), 0, 1e-4);
    }

    [Fact]
    public void Features_WithRubbishInPadding_StayTheSame()
    {
        AudioTextOptions options = JointCorpus.Options;
        using JointModel model = Model(options);
        TextTokenizer tokenizer = JointCorpus.Tokenizer(_folder);
        (string, Tensor)[] clean = JointInputs.Of(JointCorpus.Rows(), tokenizer, All), dirty = JointInputs.Of(JointCorpus.Rows(), tokenizer, All, padding: 9);
        using var run = new GraphRun(Write(model, options));

        Assert.True(run.Of(JointGraph.FeaturesOutput, clean).equal(run.Of(JointGraph.FeaturesOutput, dirty)).all().ToBoolean());
    }

    [Fact]
    public void Faults_OfAModelOverTwoGigabytes_NameItsSize()
    {
        LanguageModelConfiguration large = LanguageModelPresets.Of("medium", 150_000) with { HiddenSize = 4096, IntermediateSize = 8192 };

        Fault fault = Assert.Single(ExportSize.Faults(large));
        Assert.Contains("4096 values", fault.Problem, StringComparison.Ordinal);
        Assert.Empty(ExportSize.Faults(LanguageModelPresets.Of("medium", 150_000)));
    }

    private void AssertAgree(AudioTextOptions options, int[] rows)
    {
        using JointModel model = Model(options);
        (Tensor expected, Tensor found) = Both(model, options, rows, JointGraph.FeaturesOutput, forward => forward.Pooled);

        Assert.Equal(expected.shape, found.shape);
        Assert.InRange((expected - found).abs().max().ToDouble(), 0, 1e-4);
        Assert.True(expected.abs().max().ToDouble() > 0.1);
    }

    private (Tensor Torch, Tensor Onnx) Both(JointModel model, AudioTextOptions options, int[] rows, string output, Func<JointForward, Tensor> part)
    {
        using JointBatch batch = JointCorpus.Batcher(_folder, options).Create(rows, null, withNames: false, CPU);
        using var run = new GraphRun(Write(model, options));
        return (part(model.Forward(batch, null)), run.Of(output, JointInputs.Of(JointCorpus.Rows(), JointCorpus.Tokenizer(_folder), rows)));
    }

    private OnnxModel Write(JointModel model, AudioTextOptions options) =>
        JointGraph.Write(model, options, [.. JointCorpus.Tokenizer(_folder).Content(options.Prompt).Select(id => (long)id)], JointCorpus.Labels, [0.25, 0.75]);

    /// <summary>A model in which nothing is zero or one any more, as after training.</summary>
    private static JointModel Model(AudioTextOptions options)
    {
        JointModel model = JointCorpus.Model(options);
        using IDisposable untracked = no_grad();
        foreach ((string name, Tensor weight) in model.Trainable)
        {
            weight.add_(TorchData.Normal(new NamedSeed(9).For(name), 0.05, CPU, ScalarType.Float32, weight.shape));
        }

        return model;
    }
}
