using MerExperiments.Media.Faces;
using MerExperiments.Onnx;

namespace MerExperiments.Media.Tests.Faces;

public sealed class DetectorModelTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_PictureThatTheNetworkCannotTake_IsThatClipsTrouble()
    {
        using var model = new DetectorModel(Graph(), new PixelCoding(RedFirst: true, 0, 1), ["y"]);
        Picture picture = Pictures.Of(8, 8, (_, _) => 1);
        ClipException trouble = Assert.Throws<ClipException>(() => model.Run(picture, DetectorCanvas.Stretched(4, 4), outputs => outputs.Count));

        Assert.Equal("detector rows.onnx", trouble.Path);
        Assert.StartsWith("cannot run on a picture of 8 x 8 pixels, laid into 4 x 4: ", trouble.Reason);
        Assert.Equal(1, model.Run(picture, DetectorCanvas.Stretched(7, 4), outputs => outputs.Count));
    }

    /// <summary>Takes only inputs whose number of values is a multiple of 7.</summary>
    private string Graph()
    {
        var graph = new OnnxGraph("rows");
        graph.Output("y", graph.Reshape(graph.Input("input", OnnxElement.Single, 1, 3, "height", "width"), -1, 7), OnnxElement.Single, "rows", 7);
        string path = Path.Combine(_folder.Path, "rows.onnx");
        graph.ToModel().Save(path);
        return path;
    }
}
