using MerExperiments.Onnx;

namespace MerExperiments.Fusion;

/// <summary>All columns of a row beside each other: each column's standardised values followed by its mask.</summary>
internal static class StandardisedRows
{
    /// <summary>The row-major [rows, sum of (dimension + 1)] matrix.</summary>
    public static float[] Join(TrainingRows rows, IReadOnlyList<ColumnScaling> scalings)
    {
        int width = scalings.Sum(scaling => scaling.Dimension + 1);
        float[] joined = new float[rows.Count * width];
        int start = 0;
        for (int c = 0; c < scalings.Count; c++)
        {
            int dimension = scalings[c].Dimension;
            float[] values = scalings[c].Standardise(rows.Columns[c], rows.Count);
            float[] presence = scalings[c].Presence(rows.Columns[c], rows.Count);
            for (int row = 0; row < rows.Count; row++)
            {
                values.AsSpan(row * dimension, dimension).CopyTo(joined.AsSpan(row * width + start));
                joined[row * width + start + dimension] = presence[row];
            }

            start += dimension + 1;
        }

        return joined;
    }

    /// <summary>Declares one input per column and writes the same joining.</summary>
    public static string WriteJoined(OnnxGraph graph, TrainingRows rows, IReadOnlyList<ColumnScaling> scalings)
    {
        var parts = new List<string>();
        for (int c = 0; c < scalings.Count; c++)
        {
            (string values, string presence) = scalings[c].Write(graph, ScoreGraph.Input(graph, rows.Columns[c]));
            parts.AddRange([values, presence]);
        }

        return graph.Node("Concat", [.. parts], ("axis", 1));
    }
}
