using TorchSharp;
using static TorchSharp.torch;

namespace MerExperiments.Fusion.Text;

/// <summary>The directions of largest size of a sparse matrix, by randomised subspace iteration (Halko, Martinsson and Tropp 2011, algorithms 4.4 and 5.1).</summary>
internal static class TruncatedSvd
{
    private const int Oversampling = 12;
    private const int PowerIterations = 2;
    private const double LeastShare = 1e-9;

    /// <summary>The right singular vectors of the largest singular values, row-major [width, components], largest first.</summary>
    /// <remarks>Fewer components where the matrix has a smaller rank; one of zeros where it is zero. Each vector's entry of largest size is positive.</remarks>
    /// <param name="rows">The matrix.</param>
    /// <param name="components">The most components.</param>
    /// <param name="random">Where the iteration starts.</param>
    public static float[] Fit(SparseRows rows, int components, Random random)
    {
        using DisposeScope scope = NewDisposeScope();
        int width = Math.Min(components + Oversampling, Math.Min(rows.Count, rows.Width));
        float[] start = [.. Enumerable.Range(0, rows.Width * width).Select(_ => (float)(random.NextDouble() - 0.5))];
        float[] seen = Orthonormal(rows.Times(start, width), rows.Count, width);               // [rows, width]
        for (int i = 0; i < PowerIterations; i++)
        {
            float[] directions = Orthonormal(rows.TransposedTimes(seen, width), rows.Width, width);
            seen = Orthonormal(rows.Times(directions, width), rows.Count, width);
        }

        return Right(rows.TransposedTimes(seen, width), rows.Width, width, components);
    }

    /// <summary>The right singular vectors of a small number of rows, given as their transpose [columns, width].</summary>
    private static float[] Right(float[] transposed, int columns, int width, int components)
    {
        using Scalar least = 1e-30;
        Tensor inside = tensor(transposed, [columns, width], float64);
        (Tensor squares, Tensor left) = linalg.eigh(inside.t().matmul(inside));                 // ascending
        double[] sizes = squares.data<double>().ToArray();
        int kept = Math.Max(1, sizes.Reverse().Take(components).Count(size => size > LeastShare * sizes[^1] && size > 0));
        Tensor largest = left.narrow(1, width - kept, kept).flip(1);                            // [width, kept]
        Tensor lengths = squares.narrow(0, width - kept, kept).flip(0).clamp_min(least).sqrt();
        Tensor vectors = inside.matmul(largest) / lengths;                                      // [columns, kept]
        Tensor signs = vectors.gather(0, vectors.abs().argmax(0).unsqueeze(0)).sign();
        return vectors.mul(signs).to(float32).contiguous().data<float>().ToArray();
    }

    private static float[] Orthonormal(float[] columns, int rows, int width)
    {
        using DisposeScope scope = NewDisposeScope();
        return linalg.qr(tensor(columns, [rows, width], float32)).Q.contiguous().data<float>().ToArray();
    }
}
