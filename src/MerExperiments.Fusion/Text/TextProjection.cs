using MerExperiments.Onnx;

namespace MerExperiments.Fusion.Text;

/// <summary>Texts as a few numbers each: their sparse vectors times a fitted matrix. Computed sparsely, and written into a graph that gives the same.</summary>
/// <remarks>Immutable and thread-safe. The two differ by rounding alone, about 1e-6.</remarks>
/// <param name="vectors">What makes a text a sparse vector.</param>
/// <param name="matrix">Row-major [terms, outputs].</param>
internal sealed class TextProjection(TextVectors vectors, float[] matrix)
{
    /// <summary>Values per text.</summary>
    public int Outputs => matrix.Length / vectors.Vectorizer.Count;

    /// <summary>Values per row that it reads.</summary>
    public int RowLength => vectors.Vectorizer.RowLength;

    /// <summary>How the rows that it reads are made.</summary>
    public TextRowShape Shape => vectors.Vectorizer.Shape;

    /// <summary>The values [rows, outputs] of rows; NaN throughout where a row is.</summary>
    public float[] Apply(ReadOnlyMemory<float> rows)
    {
        SparseRows sparse = vectors.Of(rows);
        float[] values = sparse.Times(matrix, Outputs);
        int rowLength = rows.Length / Math.Max(1, sparse.Count);
        for (int row = 0; row < sparse.Count; row++)
        {
            if (float.IsNaN(rows.Span[row * rowLength]))
            {
                values.AsSpan(row * Outputs, Outputs).Fill(float.NaN);
            }
        }

        return values;
    }

    /// <summary>Writes the same into a graph.</summary>
    /// <returns>The values [batch, outputs].</returns>
    public string Write(OnnxGraph graph, string rows) => vectors.Vectorizer.Write(graph, rows, matrix);
}
