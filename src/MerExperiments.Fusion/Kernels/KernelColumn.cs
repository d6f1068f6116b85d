using MerExperiments.Fusion.Networks;
using MerExperiments.Onnx;
using TorchSharp;
using static TorchSharp.torch;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace MerExperiments.Fusion.Kernels;

/// <summary>One encoder's training rows, standardised, and how far apart they lie: squared distances, of which the mean over all pairs of rows is 1.</summary>
/// <remarks>Immutable. A missing feature is the mean. An encoder that says the same of all rows has the distance 0 throughout.</remarks>
internal sealed class KernelColumn
{
    private readonly string _name;
    private readonly int _rows;
    private readonly ColumnScaling _scaling;
    private readonly float[] _turned;
    private readonly float[] _squares;
    private readonly float[] _presence;
    private readonly float _scale;

    private KernelColumn(string name, int rows, ColumnScaling scaling, float[] turned, float[] squares, float[] presence, float scale, float[] distances) =>
        (_name, _rows, _scaling, _turned, _squares, _presence, _scale, Distances) = (name, rows, scaling, turned, squares, presence, scale, distances);

    /// <summary>The distances [rows, rows], symmetric, 0 on the diagonal.</summary>
    public float[] Distances { get; }

    /// <summary>Each row's product with itself, in the unit of <see cref="Distances"/>: a product is half of the sum of two of them less the distance.</summary>
    public float[] Squares => Array.ConvertAll(_squares, square => square * _scale);

    /// <summary>Fits the standardisation, and measures the distances.</summary>
    public static KernelColumn Fit(FeatureColumn column, int rows)
    {
        ColumnScaling scaling = ColumnScaling.Fit(column, rows);
        float[] values = scaling.Standardise(column, rows);
        float[] squares = [.. Enumerable.Range(0, rows).Select(row => TensorPrimitives.SumOfSquares<float>(values.AsSpan(row * column.Dimension, column.Dimension)))];
        using DisposeScope scope = NewDisposeScope();
        Tensor x = TorchMemory.Copy(values, rows, column.Dimension);
        float[] distances = x.matmul(x.t()).data<float>().ToArray();
        double sum = 0;
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < i; j++)
            {
                float distance = Math.Max(0, squares[i] + squares[j] - distances[(i * rows) + j] - distances[(j * rows) + i]);
                distances[(i * rows) + j] = distances[(j * rows) + i] = distance;
                sum += distance;
            }

            distances[(i * rows) + i] = 0;
        }

        double mean = sum / Math.Max(1, (double)rows * (rows - 1) / 2);
        float scale = mean > 1e-12 ? (float)(1 / mean) : 0;
        TensorPrimitives.Multiply(distances, scale, distances);
        float[] turned = x.t().contiguous().data<float>().ToArray();
        return new KernelColumn(column.Name, rows, scaling, turned, squares, scaling.Presence(column, rows), scale, distances);
    }

    /// <summary>Declares the input, and writes its products with the training rows or its squared distances to them, in the unit of <see cref="Distances"/>.</summary>
    /// <returns>The value [batch, rows], and the mask [batch, 1] that says whether a row has the feature.</returns>
    public (string Value, string Presence) Write(OnnxGraph graph, bool products)
    {
        int dimension = _scaling.Dimension;
        (string values, string presence) = _scaling.Write(graph, graph.Input(_name, OnnxElement.Single, "batch", dimension));
        string product = graph.MatMul(values, graph.Constant(_turned, dimension, _rows));
        if (products)
        {
            return (graph.Multiply(product, _scale), presence);
        }

        string squares = graph.Add(graph.Sum(graph.Square(values), 1), graph.Constant(_squares, 1, _rows));
        return (graph.Multiply(graph.AtLeast(graph.Subtract(squares, graph.Multiply(product, 2)), 0), _scale), presence);
    }

    /// <summary>Declares the input, and writes its squared distances to the training rows; where one of two rows has no such feature, they are as far apart as rows are on the average.</summary>
    /// <returns>The value [batch, rows].</returns>
    public string WriteKnownDistances(OnnxGraph graph)
    {
        (string distances, string presence) = Write(graph, products: false);
        string known = graph.Multiply(presence, graph.Constant(_presence, 1, _rows));
        return graph.Add(graph.Multiply(distances, known), graph.Subtract(graph.Scalar(1), known));
    }
}
