namespace MerExperiments.Tests;

public sealed class PosteriorsTests
{
    private static readonly LabelSet Labels = new(["a", "b"]);

    [Fact]
    public void Mean_WithWeights_NormalisesThem()
    {
        Posteriors mean = Posteriors.Mean([Of(0.2f, 0.8f), Of(0.6f, 0.4f)], [1, 3]);

        Assert.Equal(0.5f, mean[0][0], 6);
        Assert.Equal(0.5f, mean[0][1], 6);
    }

    [Fact]
    public void Mean_WithoutWeights_IsThePlainMean()
    {
        Assert.Equal(0.4f, Posteriors.Mean([Of(0.2f, 0.8f), Of(0.6f, 0.4f)])[0][0], 6);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, -1)]
    [InlineData(double.NaN, 1)]
    public void Mean_WeightsThatSumToNothing_Throws(double first, double second)
    {
        Assert.Throws<ArgumentException>(() => Posteriors.Mean([Of(1, 0), Of(0, 1)], [first, second]));
    }

    [Theory]
    [InlineData(0.25f, 0.75f, null)]
    [InlineData(1f, 0f, null)]
    [InlineData(float.NaN, 0.5f, "say NaN of \"u0\"; a class probability must be 0 to 1")]
    [InlineData(1.5f, -0.5f, "say 1.5 of \"u0\"; a class probability must be 0 to 1")]
    [InlineData(0.25f, 0.25f, "sum to 0.5 for \"u0\"; class probabilities must sum to 1")]
    public void Flaw_OfARow_SaysWhyItIsNoDistribution(float a, float b, string? flaw) =>
        Assert.Equal(flaw, new Posteriors(["u0"], Labels, [a, b]).Flaw());

    [Fact]
    public void Mean_OtherShape_Throws()
    {
        Assert.Throws<ArgumentException>(() => Posteriors.Mean([Of(1, 0), new Posteriors(["x", "y"], Labels, [1, 0, 0, 1])]));
        Assert.Throws<ArgumentException>(() => Posteriors.Mean([]));
    }

    [Fact]
    public void PredictedIndex_EqualPosteriors_IsTheFirst()
    {
        Assert.Equal([0], Of(0.5f, 0.5f).PredictedIndices());
    }

    [Fact]
    public void Select_Rows_KeepsNamesAndValuesTogether()
    {
        Posteriors selected = new Posteriors(["x", "y", "z"], Labels, [1, 0, 0.5f, 0.5f, 0, 1]).Select([2, 0]);

        Assert.Equal(["z", "x"], selected.Names);
        Assert.Equal([0, 1, 1, 0], selected.Values.ToArray());
    }

    private static Posteriors Of(float a, float b) => new(["x"], Labels, [a, b]);
}
