using MerExperiments.Encoders.Tests.StandIns;
using MerExperiments.Onnx;

namespace MerExperiments.Encoders.Tests;

/// <summary>Model files that are not what their card says: refused before work, by name.</summary>
public sealed class EncoderCheckTests : IDisposable
{
    private readonly StandInFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Check_CardsOfTheStandIns_FindNothing()
    {
        Assert.Empty(_folder.Registry.Check(_folder.Text()));
        Assert.Empty(_folder.Registry.Check(_folder.Speech(takesMask: true)));
        Assert.Empty(_folder.Registry.Check(_folder.Mel()));
    }

    [Fact]
    public void Check_NamesMisspelt_NamesTheNearestOfEach()
    {
        EncoderCard card = _folder.Text();
        EncoderGraph graph = card.Graphs[0] with { Mask = "attention_masks", Output = null, Outputs = ["hidden_1", "hidden_12"] };
        Assert.Equal(
            [
                "has no input \"attention_masks\"; did you mean \"attention_mask\"?",
                "has an input \"attention_mask\" that nothing feeds; its inputs must be input_ids, attention_masks, token_type_ids",
                "has no output \"hidden_12\"; did you mean \"hidden_1\"?",
            ],
            Problems(card with { Graphs = [graph] }));
    }

    [Fact]
    public void Check_OtherDimension_SaysWhatThePoolingNeeds() => Assert.Equal(
        ["has the output \"last_hidden_state\" of 16 values; dimension 32 pooled by Mean needs 32"], Problems(_folder.Text() with { Dimension = 32 }));

    [Fact]
    public void Check_OtherTypeAndShape_NamesBoth()
    {
        EncoderCard card = _folder.Mel();
        var graph = new OnnxGraph("mel");
        string x = graph.Input("input_features", OnnxElement.Int64, "batch", 128, 3_000);
        graph.Output("last_hidden_state", graph.ToSingle(graph.Slice(x, 1, 0, 16)), OnnxElement.Single, "batch", "frames", 16);
        _folder.Save("mel.onnx", graph.ToModel());
        Assert.Equal(
            [
                "has the input \"input_features\" of type Int64; it must be Single or Half",
                "has the input \"input_features\" of shape [any, 128, 3000]; by the card it must be [any, 80, 3000]",
            ],
            Problems(card));
    }

    [Fact]
    public void Check_WrongRank_IsNamedWithBothShapes()
    {
        EncoderCard card = _folder.Speech(takesMask: false);
        _folder.Save(card.Graphs[0].File, StandInGraphs.Mel(16));
        Assert.Contains(
            "has no input \"input_values\"; did you mean \"input_features\"?",
            Problems(card with { Graphs = [card.Graphs[0] with { Input = "input_values" }] }));
        Assert.Contains(
            "has the input \"input_features\" of shape [any, 80, 3000]; by the card it must be [any, any]",
            Problems(card with { Graphs = [card.Graphs[0] with { Input = "input_features" }] }));
    }

    [Fact]
    public void Check_PaddedSoundsWithoutGeometry_AreRefused() =>
        Assert.Contains("the card must say by frames", Assert.Single(Problems(_folder.Speech(takesMask: true) with { Frames = null })), StringComparison.Ordinal);

    [Fact]
    public void Check_TokenizerFileMissing_IsNamed()
    {
        EncoderCard card = _folder.Text();
        File.Delete(Path.Combine(_folder.Path, "vocab.txt"));
        Fault fault = Assert.Single(_folder.Registry.Check(card));
        Assert.Equal(Path.Combine(_folder.Path, "vocab.txt"), fault.Place);
    }

    [Fact]
    public void Constructor_FileThatOnlyLooksLikeAModel_IsRefused()
    {
        EncoderCard card = _folder.Mel();
        var graph = new OnnxGraph("broken");
        graph.Output("last_hidden_state", graph.Node("NoSuchOperator", [graph.Input("input_features", OnnxElement.Single, "batch", 80, 3_000)]), OnnxElement.Single, "batch", 1_500, 16);
        _folder.Save("mel.onnx", graph.ToModel());
        var refusal = Assert.Throws<InvalidInputException>(() => _folder.Open(card));
        Assert.Contains("is not a model ONNX Runtime can open", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Constructor_CudaWithoutItsPackage_NamesTheBuildProperty()
    {
        EncoderCard card = _folder.Mel();
        var refusal = Assert.Throws<InvalidInputException>(() => new EncoderSession(card, _folder.Registry, ExecutionDevice.Cuda));
        Assert.Contains("-p:OnnxRuntime=cuda", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_CardWithManyMistakes_NamesAll()
    {
        EncoderCard card = _folder.Speech(takesMask: true) with
        {
            Pooling = EncoderPooling.None,
            MinimumLength = 1,
            Chunking = new AudioChunking { ChunkSeconds = 0, ContextSeconds = -1 },
            Image = new ImagePreparation { Size = 0, Std = [1, 0] },
        };
        Assert.Equal(
            ["card: pooling", "card: image", "card: minimumLength", "card: chunking.chunkSeconds", "card: chunking.contextSeconds", "card: image.size", "card: image.std", "card: image.std"],
            card.Validate("card").Select(fault => fault.Place));
    }

    private string[] Problems(EncoderCard card) => [.. _folder.Registry.Check(card).Select(fault => fault.Problem)];
}
