using MerExperiments.Encoders.Tests.StandIns;
using MerExperiments.Onnx;

namespace MerExperiments.Encoders.Tests;

/// <summary>Outputs of another shape than the card implies: refused before work, with the key of the card that would mend it.</summary>
public sealed class OutputShapeTests : IDisposable
{
    private readonly StandInFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(PatchPooling.None, "gives 197 vectors per picture in \"y\"; image.patches must say which counts, first or mean")]
    [InlineData(PatchPooling.First, null)]
    [InlineData(PatchPooling.Mean, null)]
    public void Check_VectorPerPatch_NeedsImagePatches(PatchPooling patches, string? problem)
    {
        var image = new ImagePreparation { Size = 8, Patches = patches };
        Save("pixels", ["batch", 3, 8, 8], ["batch", 197, 16]);
        AssertProblem(problem, Card(Modality.Video, EncoderInput.Images, "pixels") with { Image = image });
    }

    [Fact]
    public void Check_PooledSoundsBesideFrames_NamesFrames()
    {
        Save("samples", ["batch", "samples"], ["batch", 16]);
        EncoderCard card = Card(Modality.Audio, EncoderInput.Waveform, "samples");
        AssertProblem("gives one vector per clip in \"y\"; frames must be left out, or another output be named", card with { Frames = new FrameGeometry { ReceptiveField = 1, Stride = 320 } });
        AssertProblem(null, card with { Pooling = EncoderPooling.None });
    }

    [Theory]
    [InlineData(EncoderPooling.Mean, 16, "gives one vector per text in \"y\"; pooling must be none, or another output be named")]
    [InlineData(EncoderPooling.MeanStd, 32, "gives one vector per text in \"y\"; pooling must be none, or another output be named")]
    [InlineData(EncoderPooling.None, 16, null)]
    public void Check_PooledTexts_NeedPoolingNone(EncoderPooling pooling, int dimension, string? problem)
    {
        EncoderCard text = _folder.Text();
        Save("ids", ["batch", "length"], ["batch", 16], OnnxElement.Int64);
        AssertProblem(problem, Card(Modality.Text, EncoderInput.Tokens, "ids") with { Tokenizer = text.Tokenizer, Pooling = pooling, Dimension = dimension });
    }

    [Fact]
    public void Check_LayersInOneOutput_NeedLayers()
    {
        EncoderCard card = _folder.Text(), stacked = card with { Graphs = [card.Graphs[0] with { Output = "hidden_states" }] };
        AssertProblem("has the output \"hidden_states\" of shape [4, any, any, 16]; graphs[0].layers must say which of its layers count", stacked);
        AssertProblem(null, stacked with { Graphs = [stacked.Graphs[0] with { Layers = [-1] }] });
    }

    [Fact]
    public void Check_LayersOfAnyNumber_NeedLayersToo()
    {
        Save("samples", ["batch", "samples"], ["layers", "batch", "frames", 16]);
        AssertProblem(
            "has the output \"y\" of shape [any, any, any, 16]; graphs[0].layers must say which of its layers count",
            Card(Modality.Audio, EncoderInput.Waveform, "samples"));
    }

    private void AssertProblem(string? problem, EncoderCard card) =>
        Assert.Equal(problem is null ? [] : [problem], _folder.Registry.Check(card).Select(fault => fault.Problem));

    private static EncoderCard Card(Modality modality, EncoderInput input, string name) =>
        StandInFolder.Card(modality, input, new EncoderGraph { File = "shaped.onnx", Input = name, Output = "y" });

    /// <summary>A file that only declares its shapes: nothing is run here.</summary>
    private void Save(string input, object[] takes, object[] gives, OnnxElement element = OnnxElement.Single)
    {
        var graph = new OnnxGraph("shaped");
        graph.Output("y", graph.ToSingle(graph.Input(input, element, takes)), OnnxElement.Single, gives);
        _folder.Save("shaped.onnx", graph.ToModel());
    }
}
