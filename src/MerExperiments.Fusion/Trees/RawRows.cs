using MerExperiments.Onnx;

namespace MerExperiments.Fusion.Trees;

/// <summary>All columns of a row beside each other, as they are; a missing value becomes a number below all others.</summary>
internal static class RawRows
{
    private const float BelowAll = -1e30f;

    /// <summary>The row-major [rows, sum of dimensions] matrix.</summary>
    public static float[] Join(TrainingRows rows)
    {
        int width = rows.Columns.Sum(column => column.Dimension);
        float[] joined = new float[rows.Count * width];
        int start = 0;
        foreach (FeatureColumn column in rows.Columns)
        {
            for (int row = 0; row < rows.Count; row++)
            {
                column[row].CopyTo(joined.AsSpan(row * width + start));
            }

            start += column.Dimension;
        }

        joined.AsSpan().Replace(float.NaN, BelowAll);
        return joined;
    }

    /// <summary>Declares one input per column and writes the same joining.</summary>
    public static string WriteJoined(OnnxGraph graph, TrainingRows rows)
    {
        string[] inputs = [.. rows.Columns.Select(column => ScoreGraph.Input(graph, column))];
        string joined = graph.Node("Concat", inputs, ("axis", 1));
        return graph.Node("Where", [graph.Node("IsNaN", [joined]), graph.Scalar(BelowAll), joined]);
    }
}
