using MerExperiments.Fusion.Text;
using MerExperiments.Onnx;

namespace MerExperiments.Fusion.Linear;

/// <summary>One encoder's part of the rows of a linear head: a text's terms, or standardised values and their mask.</summary>
internal sealed class LinearColumn
{
    private readonly FeatureColumn _column;
    private readonly ColumnScaling? _scaling;
    private readonly float _shrink;

    /// <summary>Fits the standardisation of a column of values; the terms of a text were fitted before.</summary>
    public LinearColumn(FeatureColumn column, int rows)
    {
        _column = column;
        if (column.Text is { } text)
        {
            Values = text.Sparse.Of(column.Values);
            return;
        }

        _scaling = ColumnScaling.Fit(column, rows);
        _shrink = 1 / MathF.Sqrt(column.Dimension);
        Values = SparseRows.Beside([Shrunk(_scaling.Standardise(column, rows), rows), SparseRows.Of(_scaling.Presence(column, rows), rows)]);
    }

    /// <summary>The encoder.</summary>
    public string Name => _column.Name;

    /// <summary>The rows.</summary>
    public SparseRows Values { get; }

    /// <summary>How a text becomes its part of the scores; null where the encoder reads no text.</summary>
    /// <param name="weights">Row-major [width, classes].</param>
    public TextProjection? Projection(float[] weights) => _column.Text is { } text ? new TextProjection(text.Sparse, weights) : null;

    /// <summary>Declares the input, and writes the encoder's part of the scores [batch, classes]. The input of a text is its <see cref="Projection"/>.</summary>
    public string Write(OnnxGraph graph, float[] weights, int classes)
    {
        if (_scaling is null)
        {
            string given = graph.Input(Name, OnnxElement.Single, "batch", classes);
            return graph.Node("Where", [graph.Node("IsNaN", [given]), graph.Scalar(0), given]);
        }

        (string values, string presence) = _scaling.Write(graph, ScoreGraph.Input(graph, _column));
        string joined = graph.Concat(1, graph.Multiply(values, _shrink), presence);
        return graph.MatMul(joined, graph.Constant(weights, Values.Width, classes));
    }

    private SparseRows Shrunk(float[] values, int rows)
    {
        System.Numerics.Tensors.TensorPrimitives.Multiply(values, _shrink, values);
        return SparseRows.Of(values, rows);
    }
}
