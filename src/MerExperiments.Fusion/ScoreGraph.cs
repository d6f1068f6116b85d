using MerExperiments.Onnx;

namespace MerExperiments.Fusion;

/// <summary>The two ends that all heads' graphs have in common.</summary>
internal static class ScoreGraph
{
    private const float Never = -1e4f;

    /// <summary>Declares the input [batch, dimension] of a column.</summary>
    public static string Input(OnnxGraph graph, FeatureColumn column) => graph.Input(column.Name, OnnxElement.Single, "batch", column.Dimension);

    /// <summary>Writes the softmax of scaled scores, in which a class without a training row has no share.</summary>
    public static string Probabilities(OnnxGraph graph, string scores, double scale, bool[] occurs)
    {
        string scaled = graph.Multiply(scores, (float)scale);
        string among = occurs.All(occurring => occurring)
            ? scaled
            : graph.Add(scaled, graph.Constant(Array.ConvertAll(occurs, occurring => occurring ? 0 : Never), occurs.Length));
        return graph.Node("Softmax", [among], ("axis", 1));
    }

    /// <summary>Declares the output "Score" [batch, classes].</summary>
    public static OnnxGraph Finish(OnnxGraph graph, string probabilities, int classes)
    {
        graph.Output(FittedHead.ScoreOutput, probabilities, OnnxElement.Single, "batch", classes);
        return graph;
    }
}
