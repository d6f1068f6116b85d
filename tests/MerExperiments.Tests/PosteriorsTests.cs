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
