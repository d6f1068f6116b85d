using MerExperiments.Onnx;

namespace MerExperiments.Fusion.Kernels;

/// <summary>From scores to class probabilities.</summary>
internal static class Probabilities
{
    private const float Never = -1e4f;

    /// <summary>Writes the softmax of scaled scores, in which a class without a training row has no share.</summary>
    public static string Write(OnnxGraph graph, string scores, double scale, bool[] occurs)
    {
        string scaled = graph.Multiply(scores, (float)scale);
        string among = occurs.All(occurring => occurring)
            ? scaled
            : graph.Add(scaled, graph.Constant(Array.ConvertAll(occurs, occurring => occurring ? 0 : Never), occurs.Length));
        return graph.Node("Softmax", [among], ("axis", 1));
    }
}
