using MerExperiments.Fusion.Text;

namespace MerExperiments.Fusion.Tests.Linear;

public sealed class LinearSvmTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(0.1)]
    public void Fit_TwoOppositePoints_GivesTheHandWorkedWeight(double cost)
    {
        // Half w squared plus twice the cost times (1 - w) squared is least at w = 4 cost / (1 + 4 cost), with no constant term.
        double[] weights = new LinearSvm(SparseRows.Of([1f, -1f], 2)).Fit([true, false], [cost, cost], new Random(1), default);

        Assert.Equal(4 * cost / (1 + (4 * cost)), weights[0], 0.02);
        Assert.Equal(0, weights[1], 0.02);
    }

    [Fact]
    public void Fit_RowOfCostZero_HasNoShare()
    {
        double[] with = new LinearSvm(SparseRows.Of([1f, -1f, 7f], 3)).Fit([true, false, false], [1, 1, 0], new Random(1), default);

        Assert.Equal(0.8, with[0], 0.02);
    }
}
