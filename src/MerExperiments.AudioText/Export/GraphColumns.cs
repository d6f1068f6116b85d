using MerExperiments.Onnx;

namespace MerExperiments.AudioText.Export;

/// <summary>Columns of a batch that hold a different number of places in each row.</summary>
internal static class GraphColumns
{
    /// <summary>Puts a vector in the first place of rows that have none of their own.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="values">[B, columns, H], one column or more.</param>
    /// <param name="lengths">int64 [B]: how many of each row's columns hold something, from the first on.</param>
    /// <param name="absent">[1, H]: the vector of rows without any.</param>
    /// <returns>The values, and bool [B, columns], true where something stands.</returns>
    public static (string Values, string Mask) WithAbsent(OnnxGraph graph, string values, string lengths, string absent)
    {
        string column = graph.Positions(values, 1);                                                    // [columns]
        string none = graph.Unsqueeze(graph.Node("Equal", [lengths, graph.Constant([0L])]), 1);        // [B, 1]
        string first = graph.Node("Equal", [column, graph.Constant([0L])]);
        string missing = graph.Node("And", [none, first]);                                             // [B, columns]
        string present = graph.Node("Less", [column, graph.Unsqueeze(lengths, 1)]);
        return (graph.Node("Where", [graph.Unsqueeze(missing, 2), absent, values]), graph.Node("Or", [present, missing]));
    }
}
