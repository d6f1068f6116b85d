using MerExperiments.Evaluation;

namespace MerExperiments.Tests.Evaluation;

public sealed class PairedTestTests
{
    private static readonly LabelSet Labels = new(["a", "b"]);

    [Fact]
    public void Compare_SamePredictions_ShowsNoDifference()
    {
        PairedComparison same = Compare(Wrong(30), Wrong(30));

        Assert.Equal((0, 1, "no difference shown"), (same.Difference, same.P, same.Verdict));
        Assert.Equal(new Interval(0, 0), same.DifferenceInterval);
    }

    [Fact]
    public void Compare_ThirtyWrongAgainstFive_IsBetter()
    {
        PairedComparison comparison = Compare(Wrong(30), Wrong(5));

        Assert.Equal(0.25, comparison.Difference, 12);
        Assert.Equal("better", comparison.Verdict);
        Assert.Equal(1.0 / (PairedTest.Rounds + 1), comparison.P, 12);
        Assert.True(comparison.DifferenceInterval.Low > 0.1);
    }

    [Fact]
    public void Compare_Exchanged_IsWorseByAsMuch()
    {
        PairedComparison comparison = Compare(Wrong(5), Wrong(30));

        Assert.Equal(-0.25, comparison.Difference, 12);
        Assert.Equal("worse", comparison.Verdict);
    }

    [Fact]
    public void Compare_TwoUtterancesApart_HasTheHandWorkedP()
    {
        // Both differing rows must be exchanged alike to come as far: 2 of 4 outcomes.
        Assert.Equal(0.5, Compare(Wrong(12), Wrong(10)).P, 1);
        Assert.Equal("no difference shown", Compare(Wrong(12), Wrong(10)).Verdict);
    }

    [Fact]
    public void Compare_AllGainsOnOneSpeakerOfThree_ShowsNoDifference()
    {
        string[] speakers = [.. Enumerable.Range(0, 100).Select(i => i < 30 ? "x" : i < 65 ? "y" : "z")];

        Assert.Equal("no difference shown", Compare(Wrong(30), Wrong(5), speakers).Verdict);
    }

    private static PairedComparison Compare(int[] a, int[] b, string[]? speakers = null)
    {
        var reference = new Reference(Wrong(0), Labels, speakers);
        return PairedTest.Compare(
            new NamedPredictions("a", a), new NamedPredictions("b", b), reference, Metric.Accuracy, new NamedSeed(5));
    }

    private static int[] Wrong(int count) => [.. Enumerable.Range(0, 100).Select(i => i < count ? 1 - (i % 2) : i % 2)];
}
