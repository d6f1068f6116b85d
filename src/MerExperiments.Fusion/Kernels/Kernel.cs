using System.Numerics.Tensors;
using MerExperiments.Onnx;
using MerExperiments.Search;

namespace MerExperiments.Fusion.Kernels;

/// <summary>How alike two rows are: a function of their products (linear), or of the distance D between them, as exp(-D²/b²) (rbf) or exp(-D/b) (laplacian, of the Euclidean distance).</summary>
/// <remarks>Distances are means over encoders of squared distances, each with the mean 1 over the training rows, so that a wide encoder counts no more than a narrow one, and a
/// bandwidth of 1 means the same on every corpus.</remarks>
/// <param name="Kind"><c>linear</c>, <c>rbf</c> or <c>laplacian</c>.</param>
/// <param name="Bandwidth">b, in units of the root of the mean squared distance; a linear kernel has none.</param>
internal readonly record struct Kernel(string Kind, double Bandwidth)
{
    private const string KindName = "kernel";
    private const string BandwidthName = "bandwidth";

    /// <summary>Whether it is linear, so that columns must write products, not distances.</summary>
    public bool IsLinear => Kind == "linear";

    /// <summary>The parameters that choose one.</summary>
    public static IEnumerable<Parameter> Parameters =>
    [
        new ChoiceParameter(KindName, ["rbf", "laplacian", "linear"]),
        new RealParameter(BandwidthName, 0.2, 5, 1, Logarithmic: true),
    ];

    /// <summary>The kernel that a complete parameter set chooses.</summary>
    public static Kernel Of(ParameterSet parameters) => new(parameters.Choice(KindName), parameters.Real(BandwidthName));

    /// <summary>The matrix [rows, rows] of the training rows.</summary>
    public float[] Matrix(IReadOnlyList<KernelColumn> columns)
    {
        float[] sum = new float[columns[0].Distances.Length];
        foreach (KernelColumn column in columns)
        {
            TensorPrimitives.Add(sum, column.Distances, sum);
        }

        TensorPrimitives.Divide(sum, columns.Count, sum);
        if (IsLinear)
        {
            float[] squares = new float[columns[0].Squares.Length];
            foreach (KernelColumn column in columns)
            {
                TensorPrimitives.Add(squares, column.Squares, squares);
            }

            TensorPrimitives.Divide(squares, columns.Count, squares);
            for (int i = 0; i < squares.Length; i++)
            {
                Span<float> row = sum.AsSpan(i * squares.Length, squares.Length);
                for (int j = 0; j < row.Length; j++)
                {
                    row[j] = squares[i] + squares[j] - row[j]; // twice the product: about 1 on the diagonal
                }
            }

            return sum;
        }

        if (Kind == "laplacian")
        {
            TensorPrimitives.Sqrt(sum, sum);
        }

        TensorPrimitives.Multiply(sum, Factor, sum);
        TensorPrimitives.Exp(sum, sum);
        return sum;
    }

    /// <summary>Writes the likeness of each row to each training row.</summary>
    /// <returns>The value [batch, rows].</returns>
    public string Write(OnnxGraph graph, IReadOnlyList<KernelColumn> columns)
    {
        bool linear = IsLinear;
        string[] parts = [.. columns.Select(column => column.Write(graph, linear).Value)];
        return OfParts(graph, parts);
    }

    /// <summary>The likeness that follows from what columns write.</summary>
    public string OfParts(OnnxGraph graph, string[] parts)
    {
        string sum = parts.Length == 1 ? parts[0] : graph.Node("Sum", parts);
        string mean = graph.Multiply(sum, (IsLinear ? 2f : 1f) / parts.Length);
        return IsLinear ? mean : graph.Node("Exp", [graph.Multiply(Kind == "laplacian" ? graph.SquareRoot(mean) : mean, Factor)]);
    }

    private float Factor => (float)(Kind == "laplacian" ? -1 / Bandwidth : -1 / (Bandwidth * Bandwidth));
}
