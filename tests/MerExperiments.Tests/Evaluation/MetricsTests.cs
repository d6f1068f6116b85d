using MerExperiments.Evaluation;

namespace MerExperiments.Tests.Evaluation;

public sealed class MetricsTests
{
    [Theory]
    [InlineData(Metric.Accuracy, 4.0 / 6)]
    [InlineData(Metric.Uar, ((2.0 / 3) + (1.0 / 2) + 1) / 3)]
    [InlineData(Metric.Waf, ((3 * (2.0 * 2 / 5)) + (2 * (2.0 * 1 / 4)) + (1 * (2.0 * 1 / 3))) / 6)]
    public void Of_SixHandWorkedUtterances_IsTheHandWorkedNumber(Metric metric, double expected)
    {
        int[] truth = [0, 0, 0, 1, 1, 2];
        int[] predicted = [0, 0, 1, 1, 2, 2];

        Assert.Equal(expected, Metrics.Of(metric, truth, predicted, 3), 12);
    }

    [Fact]
    public void Of_UarWithAClassNobodyHas_LeavesItOut()
    {
        Assert.Equal(0.75, Metrics.Of(Metric.Uar, [0, 0, 1], [0, 2, 1], 3), 12);
    }

    [Fact]
    public void Of_ClassNeverPredicted_HasF1Zero()
    {
        Assert.Equal(0.5 * (2.0 / 3), Metrics.Of(Metric.Waf, [0, 1], [0, 0], 2), 12);
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, 2)]
    public void Of_IndexThatIsNoClass_Throws(int truth, int predicted)
    {
        var error = Assert.Throws<IndexOutOfRangeException>(() => Metrics.Of(Metric.Waf, [truth], [predicted], 2));

        Assert.Equal($"true class {truth}, predicted class {predicted}; both must be 0 to 1", error.Message);
    }

    [Fact]
    public void Of_InALoop_AllocatesNothing()
    {
        int[] truth = [0, 1, 2, 0];
        Metrics.Of(Metric.Waf, truth, truth, 6);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            Metrics.Of(Metric.Waf, truth, truth, 6);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
