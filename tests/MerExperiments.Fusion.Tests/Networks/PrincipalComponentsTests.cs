using MerExperiments.Fusion.Networks;
using TorchSharp;

namespace MerExperiments.Fusion.Tests.Networks;

public sealed class PrincipalComponentsTests
{
    [Theory]
    [InlineData(40)]  // exact
    [InlineData(300)] // by subspace iteration
    public void Fit_ThreeStrongDirections_KeepsTheirSpread(int dimension)
    {
        using torch.Tensor values = Values(200, dimension);

        PrincipalComponents components = PrincipalComponents.Fit(values, 3, new Random(1));

        using torch.Tensor projected = components.Project(values);
        using torch.Tensor kept = projected.t().matmul(projected);
        float[] spread = kept.diagonal().data<float>().ToArray();
        Assert.Equal(3 * 200, spread.Sum(), 0.5f);                       // a component's mean square is 1
        Assert.True(spread[0] > spread[1] && spread[1] > spread[2]);
        Assert.Equal(0, kept[0, 1].item<float>() / spread[0], 1e-4f);    // uncorrelated
    }

    [Fact]
    public void Fit_ConstantZeroValues_GivesAFiniteProjection()
    {
        using torch.Tensor values = torch.zeros(20, 50);

        using torch.Tensor projected = PrincipalComponents.Fit(values, 4, new Random(1)).Project(values);

        Assert.Equal(0, projected.abs().max().item<float>());
    }

    private static torch.Tensor Values(int rows, int dimension)
    {
        var random = new Random(2);
        float[] Draw(int count) => [.. Enumerable.Range(0, count).Select(_ => (float)(random.NextDouble() - 0.5))];
        using DisposeScope scope = torch.NewDisposeScope();
        using Scalar noise = 0.1;
        torch.Tensor factors = torch.tensor(Draw(rows * 3), rows, 3).mul(torch.tensor(new float[] { 9, 6, 3 }));
        torch.Tensor mixed = factors.matmul(torch.tensor(Draw(3 * dimension), 3, dimension));
        return mixed.add(torch.tensor(Draw(rows * dimension), rows, dimension), noise).MoveToOuterDisposeScope();
    }
}
