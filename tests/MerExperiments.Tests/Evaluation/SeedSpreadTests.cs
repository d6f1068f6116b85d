using MerExperiments.Evaluation;

namespace MerExperiments.Tests.Evaluation;

public sealed class SeedSpreadTests
{
    [Fact]
    public void Of_ThreeValues_IsStudentsIntervalOfTheMean()
    {
        SeedSpread spread = SeedSpread.Of([0.81, 0.82, 0.83]);

        Assert.Equal((0.82, 0.01, 3), (Math.Round(spread.Mean, 9), Math.Round(spread.Deviation, 9), spread.Count));
        Assert.Equal(0.82 - (4.303 * 0.01 / Math.Sqrt(3)), spread.Interval.Low, 1e-9);
        Assert.Equal(0.82 + (4.303 * 0.01 / Math.Sqrt(3)), spread.Interval.High, 1e-9);
    }

    [Fact]
    public void Of_NormalDraws_CoversTheMeanAsOftenAsItSays()
    {
        var random = new Random(3);
        int covered = Enumerable.Range(0, 4_000).Count(_ =>
        {
            Interval interval = SeedSpread.Of([.. Enumerable.Range(0, 5).Select(_ => Normal(random))]).Interval;
            return interval.Low <= 0 && interval.High >= 0;
        });

        Assert.InRange(covered / 4_000.0, 0.935, 0.965);
    }

    [Fact]
    public void Of_OneValue_IsRefused() => Assert.Throws<ArgumentException>(() => SeedSpread.Of([0.8]));

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
