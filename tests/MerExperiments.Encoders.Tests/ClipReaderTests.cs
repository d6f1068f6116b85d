using MerExperiments.Encoders.Tests.StandIns;
using MerExperiments.Features;
using MerExperiments.Media;
using MerExperiments.Onnx;

namespace MerExperiments.Encoders.Tests;

/// <summary>What a clip's media become before they are encoded.</summary>
public sealed class ClipReaderTests : IDisposable
{
    private const int Side = 2 * FaceFrames.SizePixels;
    private readonly StandInFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_FacesOfTheEncodersSize_ReachItUnscaled()
    {
        // Of single black and white pixels nothing is white any more once they were halved.
        using EncoderSession session = _folder.Open(Brightest());
        var encoder = new UtteranceEncoder(Brightest(), () => session);
        var clip = new Utterance { Name = "clip", Part = UtterancePart.Labelled, VideoPath = Chequered() };
        Assert.Equal([255f, 255f, 255f], encoder.Encode([clip]).Values);
    }

    /// <summary>The greatest value of each channel.</summary>
    private EncoderCard Brightest()
    {
        var graph = new OnnxGraph("brightest");
        string x = graph.Input("pixels", OnnxElement.Single, "pictures", 3, Side, Side);
        graph.Output("y", graph.Node("ReduceMax", [x, graph.Integers(2, 3)], ("keepdims", 0)), OnnxElement.Single, "pictures", 3);
        _folder.Save("brightest.onnx", graph.ToModel());
        var entry = new EncoderGraph { File = "brightest.onnx", Input = "pixels", Output = "y" };
        return StandInFolder.Card(Modality.Video, EncoderInput.Images, entry) with { Image = new ImagePreparation { Size = Side, Scale = 1 }, Dimension = 3 };
    }

    private string Chequered()
    {
        byte[] bytes = [.. Enumerable.Range(0, Side * Side * 3).Select(i => (byte)((((i / 3 / Side) + (i / 3 % Side)) % 2) * 255))];
        string path = Path.Combine(_folder.Path, "chequered.npy");
        using FileStream stream = File.Create(path);
        Npy.Write<byte>(stream, bytes, 1, Side, Side, 3);
        return path;
    }
}
