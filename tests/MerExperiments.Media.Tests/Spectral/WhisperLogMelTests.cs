using MerExperiments.Media.Spectral;

namespace MerExperiments.Media.Tests.Spectral;

public sealed class WhisperLogMelTests
{
    [Theory]
    [InlineData(80)]
    [InlineData(128)]
    public void Compute_Silence_IsTheFloorEverywhere(int bands)
    {
        float[] features = new WhisperLogMel(bands).Compute(Signals.At16Kilohertz(new float[1000]));

        Assert.Equal(bands * 3000, features.Length);
        Assert.All(features, value => Assert.Equal(-1.5f, value));
    }

    [Fact]
    public void Compute_Noise_IsTheFormulaAtEveryBandOfAFrame()
    {
        float[] samples = Signals.Noise(2000);
        float[] features = new WhisperLogMel().Compute(Signals.At16Kilohertz(samples));
        double[] frame = [.. Enumerable.Range(0, 400).Select(i => samples[(5 * 160) - 200 + i] * (0.5 - (0.5 * Math.Cos(2 * Math.PI * i / 400))))];
        double[] power = Signals.Power(frame, 400);
        var filters = new MelFilters(MelScale.Slaney, 80, 201, 40, (0, 8000));

        Assert.All(Enumerable.Range(0, 80), band => Assert.Equal(
            (Math.Log10(power.Select((value, bin) => value * filters[band, bin]).Sum()) + 4) / 4, features[(band * 3000) + 5], 1e-5));
    }

    [Fact]
    public void Compute_AnyClip_IsNoMoreThanTwoBelowItsGreatest()
    {
        float[] features = new WhisperLogMel().Compute(Signals.At16Kilohertz(Signals.Tone(1000, 16_000)));

        Assert.Equal(features.Max() - 2, features.Min(), 1e-6);
        Assert.Equal(features.Min(), features[2999]);
    }

    [Fact]
    public void Compute_FullThirtySeconds_FillsTheLastFrame()
    {
        float[] features = new WhisperLogMel().Compute(Signals.At16Kilohertz(Signals.Noise(480_000)));

        Assert.Equal(features[2900], features[2999], 0.3);
    }

    [Fact]
    public void Compute_MoreThanThirtySeconds_Refuses() => Assert.Throws<ArgumentOutOfRangeException>(
        () => new WhisperLogMel().Compute(Signals.At16Kilohertz(new float[480_001])));
}
