namespace MerExperiments.Media.Tests;

public sealed class ResamplerTests
{
    [Fact]
    public void Between_OddRate_KeepsNothing()
    {
        Assert.Equal(0, Resampler.Between(767_999, 16_000).KeptTaps);

        // 160 phases of 2 * ceil(24 / (0.94 * 160 / 441)) + 1 = 143 taps.
        Assert.Equal(160 * 143, Resampler.Between(44_100, 16_000).KeptTaps);
    }

    [Fact]
    public void Between_ManyRates_KeepsTheFirstOnly()
    {
        for (int rateHz = 8_001; rateHz < 8_050; rateHz++)
        {
            Resampler.Between(rateHz * 2, rateHz);
        }

        Assert.NotSame(Resampler.Between(2 * 8_049, 8_049), Resampler.Between(2 * 8_049, 8_049));
    }

    [Theory]
    [InlineData(767_999)]
    [InlineData(44_100)]
    [InlineData(8_000)]
    public void Apply_Tone_IsTheSameToneAtTheOtherRate(int fromHz)
    {
        float[] tone = [.. Enumerable.Range(0, fromHz / 50).Select(i => (float)Math.Sin(2 * Math.PI * 1000 * i / fromHz))];
        float[] resampled = Resampler.Between(fromHz, 16_000).Apply(tone);

        // The tone starts and ends at once; the filter sees that 24 crossings away.
        Assert.All(Enumerable.Range(80, 160), i => Assert.Equal(Math.Sin(2 * Math.PI * 1000 * i / 16_000), resampled[i], 2e-3));
    }
}
