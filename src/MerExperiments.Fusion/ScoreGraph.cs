using MerExperiments.Onnx;

namespace MerExperiments.Fusion;

/// <summary>The two ends that all heads' graphs have in common.</summary>
internal static class ScoreGraph
{
    /// <summary>Declares the input [batch, dimension] of a column.</summary>
    public static string Input(OnnxGraph graph, FeatureColumn column) => graph.Input(column.Name, OnnxElement.Single, "batch", column.Dimension);

    /// <summary>Declares the output "Score" [batch, classes].</summary>
    public static OnnxGraph Finish(OnnxGraph graph, string probabilities, int classes)
    {
        graph.Output(FittedHead.ScoreOutput, probabilities, OnnxElement.Single, "batch", classes);
        return graph;
    }
}
