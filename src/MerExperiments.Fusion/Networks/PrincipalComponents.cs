using MerExperiments.Onnx;
using TorchSharp;
using static TorchSharp.torch;

namespace MerExperiments.Fusion.Networks;

/// <summary>A projection of standardised values onto the directions of largest spread, scaled so that a component's mean square is 1.</summary>
/// <remarks>Up to 256 values the directions are exact: the eigenvectors of the second moment, solved in double precision. Above, they come from subspace
/// iteration with a seeded start (Halko, Martinsson and Tropp 2011, algorithm 4.4) and an exact solution inside the subspace.</remarks>
internal sealed class PrincipalComponents
{
    private const int ExactDimension = 256;
    private const int Oversampling = 16;
    private const int PowerIterations = 1;
    private const double LeastShare = 1e-9;
    private readonly int _dimension;
    private readonly float[] _projection;

    private PrincipalComponents(int dimension, float[] projection) => (_dimension, _projection) = (dimension, projection);

    /// <summary>The number of components: the number asked for, or fewer where the values span fewer directions.</summary>
    public int Count => _projection.Length / _dimension;

    /// <summary>Fits the projection of the values [rows, dimension] onto at most the given number of components.</summary>
    public static PrincipalComponents Fit(Tensor values, int components, Random random)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor basis = Basis(values, components, random);                  // [dimension, p]
        Tensor inside = values.matmul(basis).to(ScalarType.Float64);        // [rows, p]
        (Tensor eigenvalues, Tensor eigenvectors) = linalg.eigh(inside.t().matmul(inside));
        double[] spreads = eigenvalues.data<double>().ToArray();            // ascending
        int kept = Math.Max(1, spreads.Reverse().Take(components).Count(spread => spread > LeastShare * spreads[^1] && spread > 0));
        Tensor largestFirst = eigenvectors.narrow(1, spreads.Length - kept, kept).flip(1);
        Tensor directions = basis.to(ScalarType.Float64).matmul(largestFirst); // [dimension, kept]
        double meanSquare = spreads[^kept..].Sum() / kept / values.shape[0];
        using Scalar scale = meanSquare > 0 ? 1 / Math.Sqrt(meanSquare) : 0;
        Tensor projection = WithFixedSigns(directions).mul(scale);
        return new PrincipalComponents((int)values.shape[1], projection.to(ScalarType.Float32).contiguous().data<float>().ToArray());
    }

    /// <summary>The components [rows, components] of values [rows, dimension].</summary>
    public Tensor Project(Tensor values)
    {
        using Tensor projection = TorchMemory.Copy(_projection, _dimension, Count);
        return values.matmul(projection);
    }

    /// <summary>Writes the projection into a graph.</summary>
    public string Write(OnnxGraph graph, string values) => graph.Node("MatMul", [values, graph.Constant(_projection, _dimension, Count)]);

    private static Tensor Basis(Tensor values, int components, Random random)
    {
        long dimension = values.shape[1];
        long width = Math.Min(components + Oversampling, Math.Min(dimension, values.shape[0]));
        if (dimension <= ExactDimension)
        {
            return eye(dimension);
        }

        float[] start = [.. Enumerable.Range(0, (int)(dimension * width)).Select(_ => (float)(random.NextDouble() - 0.5))];
        Tensor basis = TorchMemory.Copy(start, dimension, width);
        for (int i = 0; i <= PowerIterations; i++)
        {
            Tensor seen = Orthonormal(values.matmul(basis));                // [rows, width]
            basis = Orthonormal(values.t().matmul(seen));                   // [dimension, width]
        }

        return basis;
    }

    private static Tensor Orthonormal(Tensor columns) => linalg.qr(columns).Q;

    /// <summary>An eigenvector's sign is arbitrary: the entry of largest size is made positive.</summary>
    private static Tensor WithFixedSigns(Tensor directions)
    {
        Tensor largest = directions.abs().argmax(0).unsqueeze(0);
        return directions.mul(directions.gather(0, largest).sign());
    }
}
