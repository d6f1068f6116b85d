using MerExperiments.Onnx;

namespace MerExperiments.Encoders.BuiltIn;

/// <summary>The graph of the built-in face encoder: each face frame becomes histograms of its edges' orientations and a coarse picture.</summary>
/// <remarks>Input: <c>frames</c> uint8 [frames, 112, 112, 3], BGR. Output: <c>features</c> float [frames, 177]: eight soft orientation bins in
/// 4 x 4 cells (bin first, then row and column; square roots of shares, so that a frame's bins have length 1), then brightness in 7 x 7
/// cells. A frame's contrast is normalised first (after Dalal and Triggs 2005).</remarks>
internal static class FaceTexture
{
    /// <summary>Values per frame.</summary>
    public const int Dimension = (Orientations * Cells * Cells) + (Patches * Patches);

    /// <summary>Bins over half a turn; bin 0 is a vertical edge, bin 4 a horizontal one.</summary>
    public const int Orientations = 8;

    /// <summary>Cells per side.</summary>
    public const int Cells = 4;

    private const int Patches = 7;
    private const int HalfSize = 56;

    /// <summary>The graph; built once per process.</summary>
    public static OnnxModel Graph => Instance.Value;

    private static Lazy<OnnxModel> Instance { get; } = new(Build);

    private static OnnxModel Build()
    {
        var graph = new OnnxGraph("face-texture");
        string frames = graph.Input("frames", OnnxElement.Byte, "frames", 2 * HalfSize, 2 * HalfSize, 3);
        float[] luma = [0.114f / 255, 0.587f / 255, 0.299f / 255];
        string grey = graph.Reshape(graph.MatMul(graph.ToSingle(frames), graph.Constant(luma, 3, 1)), -1, 1, 2 * HalfSize, 2 * HalfSize);
        string normal = Standardise(graph, Average(graph, grey, 2));
        string patches = graph.Reshape(Average(graph, normal, HalfSize / Patches), -1, Patches * Patches);
        string features = graph.Concat(1, Edges(graph, normal), patches);
        graph.Output("features", features, OnnxElement.Single, "frames", Dimension);
        return graph.ToModel();
    }

    private static string Standardise(OnnxGraph graph, string picture)
    {
        string Mean(string values) => graph.Node("ReduceMean", [values, graph.Integers(2, 3)], ("keepdims", 1));
        string centred = graph.Subtract(picture, Mean(picture));
        return graph.Divide(centred, graph.Add(graph.SquareRoot(Mean(graph.Square(centred))), 0.02f));
    }

    private static string Edges(OnnxGraph graph, string picture)
    {
        float[] sobel = [-1, 0, 1, -2, 0, 2, -1, 0, 1, -1, -2, -1, 0, 0, 0, 1, 2, 1];
        string edged = graph.Node(
            "Pad", [picture, graph.Integers(0, 0, 1, 1, 0, 0, 1, 1)], ("mode", "edge"));
        string gradients = graph.Node("Conv", [edged, graph.Constant(sobel, 2, 1, 3, 3)]);
        string across = graph.Slice(gradients, 1, 0, 1), down = graph.Slice(gradients, 1, 1, 2);
        string squared = graph.AtLeast(graph.Add(graph.Square(across), graph.Square(down)), 1e-8f);
        string cosine = graph.Divide(graph.Subtract(graph.Square(across), graph.Square(down)), squared);
        string sine = graph.Divide(graph.Multiply(graph.Multiply(across, down), 2), squared);
        string near = graph.Node("Relu", [graph.Node("Conv", [graph.Concat(1, cosine, sine), Directions(graph)])]);
        string weighted = graph.Multiply(graph.Square(near), graph.SquareRoot(squared));
        string cells = graph.Reshape(Average(graph, weighted, HalfSize / Cells), -1, Orientations * Cells * Cells);
        return graph.SquareRoot(graph.Divide(cells, graph.AtLeast(graph.Sum(cells, 1), 1e-3f)));
    }

    /// <summary>Doubled angles of the bins: the cosine between an edge's doubled angle and each of these is how near it lies.</summary>
    private static string Directions(OnnxGraph graph)
    {
        float[] angles = [.. Enumerable.Range(0, Orientations).Select(bin => 2 * MathF.PI * bin / Orientations)];
        return graph.Constant([.. angles.SelectMany(angle => new[] { MathF.Cos(angle), MathF.Sin(angle) })], Orientations, 2, 1, 1);
    }

    private static string Average(OnnxGraph graph, string picture, int size) => graph.Node(
        "AveragePool", [picture], ("kernel_shape", new long[] { size, size }), ("strides", new long[] { size, size }));
}
