using MerExperiments.Fusion.Text;
using TorchSharp;

namespace MerExperiments.Fusion.Tests.Text;

public sealed class TruncatedSvdTests
{
    [Theory]
    [InlineData(14, 9, 3)]
    [InlineData(60, 200, 5)] // wider than the subspace, so that the iteration is at work
    public void Fit_SmallMatrix_GivesTheDirectionsOfADenseOne(int rows, int width, int components)
    {
        var random = new Random(3);
        float[] dense = new float[rows * width];
        for (int i = 0; i < dense.Length; i++)
        {
            dense[i] = (float)((random.NextDouble() < 0.3 ? random.NextDouble() : 0) + (i % width < 6 ? 4.0 * Math.Sin((i / width * (1 + (i % width))) + 1) : 0));
        }

        float[] found = TruncatedSvd.Fit(SparseRows.Of(dense, rows), components, new Random(1));

        using torch.Tensor matrix = torch.tensor(dense, [rows, width]), directions = torch.tensor(found, [width, components]);
        double[] kept = matrix.matmul(directions).norm(0).data<float>().ToArray().Select(length => (double)length).ToArray();
        double[] exact = torch.linalg.svdvals(matrix).data<float>().ToArray().Take(components).Select(size => (double)size).ToArray();
        Assert.Equal(exact, kept, (a, b) => Math.Abs(a - b) < 1e-3 * a);
    }

    [Fact]
    public void Fit_MatrixOfZeros_GivesOneDirection() => Assert.Equal(4, TruncatedSvd.Fit(SparseRows.Of(new float[12], 3), 2, new Random(1)).Length);
}
