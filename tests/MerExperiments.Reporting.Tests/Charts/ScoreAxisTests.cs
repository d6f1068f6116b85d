using CsCheck;
using MerExperiments.Reporting.Charts;

namespace MerExperiments.Reporting.Tests.Charts;

public sealed class ScoreAxisTests
{
    [Fact]
    public void Around_OneScore_IsNarrowAroundIt() => Assert.Equal([0.65, 0.75], ScoreAxis.Around([0.7]).Select(end => Math.Round(end, 9)));

    [Fact]
    public void Around_Nothing_IsWhole() => Assert.Equal([0, 1], ScoreAxis.Around([]));

    [Fact]
    public void Around_AnyScores_HoldsThemAndStaysInside() => Gen.Double[0, 1].Array[1, 8].Sample(scores =>
    {
        double[] axis = ScoreAxis.Around(scores);
        Assert.InRange(scores.Min(), axis[0], axis[1]);
        Assert.InRange(scores.Max(), axis[0], axis[1]);
        Assert.True(axis[0] >= 0 && axis[1] <= 1 && axis[1] - axis[0] >= 0.1 - 1e-9, $"{axis[0]} to {axis[1]}");
    });
}
