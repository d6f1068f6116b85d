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

/// <summary>Writes how columns of audio positions and of tokens become columns in the order of time; its twin for one utterance is <see cref="JointOrder"/>.
/// B rows of C = A + N columns, those of the sound first.</summary>
internal static class InterleavedColumns
{
    /// <summary>Sorts each row's columns by time; a row without sound or without words keeps its order.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="values">[B, C, H].</param>
    /// <param name="heard">Bool [B, A], true where an audio position stands, from the first column on.</param>
    /// <param name="read">Bool [B, N], true where a token stands, from the first column on.</param>
    /// <param name="both">Bool [B, 1], true where a row has sound and words.</param>
    /// <returns>The values, and bool [B, C], true where something stands.</returns>
    public static (string Values, string Mask) Sort(OnnxGraph graph, string values, string heard, string read, string both)
    {
        string two = graph.Integers(2), one = graph.Integers(1);
        string sound = graph.Sum(graph.ToInt64(heard), 1), words = graph.Sum(graph.ToInt64(read), 1);  // [B, 1]
        string mask = graph.Concat(1, heard, read);
        string ofAudio = graph.Multiply(graph.Multiply(Middle(heard), words), two);                    // even numbers: of the same time the sound is first
        string ofTokens = graph.Add(graph.Multiply(graph.Multiply(Middle(read), sound), two), one);
        string keys = graph.Node("Where", [both, graph.Concat(1, ofAudio, ofTokens), graph.Positions(mask, 1)]);
        string[] sorted = graph.Nodes("TopK", 2, [keys, graph.Length(mask, 1)], ("axis", 1), ("largest", 0), ("sorted", 1));
        string columns = graph.Node("Expand", [graph.Unsqueeze(sorted[1], 2), graph.Node("Shape", [values])]);
        string ordered = graph.Node("GatherElements", [graph.ToInt64(mask), sorted[1]], ("axis", 1));
        return (graph.Node("GatherElements", [values, columns], ("axis", 1)), graph.Node("Greater", [ordered, graph.Integers(0)]));

        string Middle(string of) => graph.Add(graph.Multiply(graph.Positions(of, 1), two), one);
    }
}
