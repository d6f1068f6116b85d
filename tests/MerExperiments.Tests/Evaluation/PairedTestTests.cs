using System.Text.Json;
using MerExperiments.Evaluation;
using MerExperiments.Runs;

namespace MerExperiments.Tests.Evaluation;

public sealed class PairedTestTests
{
    private static readonly LabelSet Labels = new(["a", "b"]);

    [Fact]
    public void Compare_SamePredictions_ShowsNoDifference()
    {
        PairedComparison same = Compare(Wrong(30), Wrong(30));

        Assert.Equal((0, 1, Verdict.NotShown), (same.Difference, same.P, same.Verdict));
        Assert.Equal(new Interval(0, 0), same.DifferenceInterval);
    }

    [Fact]
    public void Compare_ThirtyWrongAgainstFive_IsBetter()
    {
        PairedComparison comparison = Compare(Wrong(30), Wrong(5));

        Assert.Equal(0.25, comparison.Difference, 12);
        Assert.Equal(Verdict.Better, comparison.Verdict);
        Assert.Equal(1.0 / (PairedTest.Rounds + 1), comparison.P, 12);
        Assert.True(comparison.DifferenceInterval.Low > 0.1);
    }

    [Fact]
    public void Compare_Exchanged_IsWorseByAsMuch()
    {
        PairedComparison comparison = Compare(Wrong(5), Wrong(30));

        Assert.Equal(-0.25, comparison.Difference, 12);
        Assert.Equal(Verdict.Worse, comparison.Verdict);
    }

    [Fact]
    public void Compare_TwoUtterancesApart_HasTheHandWorkedP()
    {
        // Both differing rows must be exchanged alike to come as far: 2 of 4 outcomes.
        Assert.Equal(0.5, Compare(Wrong(12), Wrong(10)).P, 1);
        Assert.Equal(Verdict.NotShown, Compare(Wrong(12), Wrong(10)).Verdict);
    }

    [Fact]
    public void Compare_AllGainsOnOneSpeakerOfThree_ShowsNoDifference()
    {
        string[] speakers = [.. Enumerable.Range(0, 100).Select(i => i < 30 ? "x" : i < 65 ? "y" : "z")];

        Assert.Equal(Verdict.NotShown, Compare(Wrong(30), Wrong(5), speakers).Verdict);
    }

    [Theory]
    [InlineData(0.02, 0.01, 0.03, 0.04, Verdict.Better)]
    [InlineData(-0.02, -0.03, -0.01, 0.04, Verdict.Worse)]
    [InlineData(0.02, 0.01, 0.03, 0.05, Verdict.NotShown)]
    [InlineData(0.02, -0.001, 0.03, 0.04, Verdict.NotShown)]
    [InlineData(-0.02, -0.03, 0, 0.04, Verdict.NotShown)]
    public void Verdict_OfDifferenceIntervalAndP_NeedsBoth(double difference, double low, double high, double p, Verdict expected)
    {
        PairedComparison comparison = Compare(Wrong(5), Wrong(5)) with { Difference = difference, DifferenceInterval = new Interval(low, high), P = p };

        Assert.Equal(expected, comparison.Verdict);
    }

    [Fact]
    public void Compare_WrittenAndRead_IsEqualAndHoldsNoSentence()
    {
        PairedComparison comparison = Compare(Wrong(30), Wrong(5));
        string json = JsonSerializer.Serialize(comparison, RunJson.Options);

        Assert.Equal(comparison, JsonSerializer.Deserialize<PairedComparison>(json, RunJson.Options));
        Assert.Contains("\"kind\": \"unmined\"", json, StringComparison.Ordinal);
        Assert.Contains("\"verdict\": \"better\"", json, StringComparison.Ordinal);
    }

    private static PairedComparison Compare(int[] a, int[] b, string[]? speakers = null)
    {
        var test = new PairedTest(new Reference(Wrong(0), Labels, speakers), Metric.Accuracy);
        return test.Compare(ComparisonKind.Unmined, (new ComparedPredictions { Iteration = 0 }, a), (new ComparedPredictions(), b), new NamedSeed(5));
    }

    private static int[] Wrong(int count) => [.. Enumerable.Range(0, 100).Select(i => i < count ? 1 - (i % 2) : i % 2)];
}
