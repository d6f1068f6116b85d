using MerExperiments.AudioText.Export;
using MerExperiments.AudioText.LanguageModels;
using MerExperiments.AudioText.Tests.LanguageModels;
using MerExperiments.Onnx;
using TorchSharp;
using static TorchSharp.torch;

namespace MerExperiments.AudioText.Tests.Export;

public sealed class DecoderGraphTests
{
    public static TheoryData<string> Families => [.. ReferenceRun.Families];

    [Theory]
    [MemberData(nameof(Families))]
    public void Hidden_OfAPublishedFamily_AgreesWithTheReference(string family)
    {
        using ReferenceRun reference = ReferenceRun.Open(family);
        Tensor hidden = Run(reference.Model, reference.Ids, reference.Mask);                           // padded right in row 1, left in row 2
        Tensor difference = (reference.Model.Logits(hidden).to(ScalarType.Float64) - reference.Logits).abs() * reference.Mask.unsqueeze(2);

        Assert.InRange(difference.max().ToDouble(), 0, 1e-4);
    }

    [Theory]
    [InlineData(nameof(RotaryScalingKind.Linear))]
    [InlineData(nameof(RotaryScalingKind.Llama3))]
    public void Hidden_WithStretchedPositions_AgreesWithTorch(string kind)
    {
        using var model = new LanguageModel(Small with { RotaryScaling = new RotaryScaling(Enum.Parse<RotaryScalingKind>(kind), 4, 1, 4, 32) }, new NamedSeed(3), CPU);
        Tensor ids = arange(40).view(2, 20), mask = ones([2, 20], ScalarType.Bool);

        Assert.InRange(Difference(model, ids, mask), 0, 1e-4);
    }

    [Fact]
    public void Hidden_OfARowWithGaps_IsThatOfTheTokensAlone()
    {
        using var model = new LanguageModel(Small, new NamedSeed(4), CPU);
        Tensor gaps = tensor(new long[] { 7, 0, 0, 8, 9, 0, 10 }).view(1, 7), packed = tensor(new long[] { 7, 8, 9, 10 }).view(1, 4);
        Tensor hidden = Run(model, gaps, gaps.ne(0)).index_select(1, tensor(new long[] { 0, 3, 4, 6 }));
        Tensor expected = model.Hidden(model.Embed(packed), packed.ne(0));

        Assert.InRange((hidden - expected).abs().max().ToDouble(), 0, 1e-5);
    }

    private static LanguageModelConfiguration Small { get; } = new()
    {
        Family = LanguageModelFamily.Llama,
        VocabularySize = 64,
        HiddenSize = 32,
        IntermediateSize = 48,
        Layers = 2,
        Heads = 4,
        KeyValueHeads = 2,
        HeadSize = 8,
        ContextLength = 128,
    };

    private static double Difference(LanguageModel model, Tensor ids, Tensor mask) =>
        (Run(model, ids, mask) - model.Hidden(model.Embed(ids), mask)).abs().max().ToDouble();

    private static Tensor Run(LanguageModel model, Tensor ids, Tensor mask)
    {
        var graph = new OnnxGraph("decoder");
        var weights = new GraphWeights(graph, model.Weights.GetValueOrDefault);
        string present = graph.Node("Cast", [graph.Input("mask", OnnxElement.Int64, "batch", "tokens")], ("to", (int)OnnxElement.Boolean));
        string embedded = graph.Node("Gather", [weights.Constant("model.embed_tokens.weight"), graph.Input("ids", OnnxElement.Int64, "batch", "tokens")]);
        string hidden = new DecoderGraph(graph, model.Configuration, weights, present).Hidden(embedded);
        graph.Output("hidden", hidden, OnnxElement.Single, "batch", "tokens", model.Configuration.HiddenSize);
        using var session = new GraphRun(graph.ToModel());
        return session.Of("hidden", ("ids", ids), ("mask", mask.to(ScalarType.Int64)));
    }
}
