using MerExperiments.Media.Spectral;

namespace MerExperiments.Media.Tests.Spectral;

public sealed class ZeroMeanUnitVarianceTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1_000_000)]
    public void Of_TwoLevels_AreMinusOneAndOneWhateverTheOffset(float offset)
    {
        float[] samples = [.. Enumerable.Range(0, 1000).Select(i => offset + (i % 2 / 2f))];

        Assert.All(ZeroMeanUnitVariance.Of(samples).Index(), sample => Assert.Equal(sample.Index % 2 == 0 ? -1 : 1, sample.Item, 1e-5));
    }

    [Fact]
    public void Of_Constant_IsZero() => Assert.All(ZeroMeanUnitVariance.Of([0.5f, 0.5f, 0.5f]), sample => Assert.Equal(0, sample));

    [Fact]
    public void Of_Nothing_IsNothing() => Assert.Empty(ZeroMeanUnitVariance.Of([]));
}
