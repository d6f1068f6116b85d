using MerExperiments.Media.Spectral;

namespace MerExperiments.Media.Tests.Spectral;

public sealed class KaldiLogMelTests
{
    private static readonly KaldiLogMelOptions Few = new() { Bands = 2, SnipEdges = false };

    [Fact]
    public void Compute_Noise_IsTheFormulaAtEveryBandOfAFrame()
    {
        float[] samples = Signals.Noise(1000);
        float[] features = new KaldiLogMel(new KaldiLogMelOptions()).Compute(Signals.At16Kilohertz(samples));
        double[] power = Signals.Power(Shaped(samples.AsSpan(320, 400)), 512);
        var filters = new MelFilters(MelScale.Htk, 80, 256, 31.25, (20, 8000));

        Assert.Equal(4 * 80, features.Length);
        Assert.All(Enumerable.Range(0, 80), band => Assert.Equal(
            Math.Log(power.Take(256).Select((value, bin) => value * filters[band, bin]).Sum()), features[160 + band], 1e-3));
    }

    [Fact]
    public void Compute_ConstantSound_IsTheFloor() => Assert.All(
        new KaldiLogMel(new KaldiLogMelOptions()).Compute(Signals.At16Kilohertz([.. Enumerable.Repeat(0.25f, 800)])),
        value => Assert.Equal(-15.942385f, value, 1e-4));

    [Theory]
    [InlineData(399, true, 0)]
    [InlineData(400, true, 1)]
    [InlineData(720, true, 3)]
    [InlineData(79, false, 0)]
    [InlineData(80, false, 1)]
    [InlineData(720, false, 5)]
    public void FramesOf_EdgesSnippedOrMirrored_AreKaldisCounts(int samples, bool snip, int frames) =>
        Assert.Equal(frames, new KaldiLogMel(new KaldiLogMelOptions { SnipEdges = snip }).FramesOf(samples));

    [Fact]
    public void Compute_SevenFramesStackedEverySix_RepeatsTheEnds()
    {
        Waveform sound = Signals.At16Kilohertz(Signals.Noise(160 * 8));
        float[][] frames = [.. new KaldiLogMel(Few).Compute(sound).Chunk(2)];
        float[][] stacks = [.. new KaldiLogMel(Few with { StackedFrames = 7, StackStep = 6 }).Compute(sound).Chunk(14)];

        Assert.Equal(8, frames.Length);
        Assert.Equal(2, stacks.Length);
        Assert.Equal([0, 0, 0, 0, 1, 2, 3], Sources(stacks[0], frames));
        Assert.Equal([3, 4, 5, 6, 7, 7, 7], Sources(stacks[1], frames));
    }

    [Fact]
    public void Compute_MeanAndVariance_LeavesZeroAndOnePerBand()
    {
        float[] features = new KaldiLogMel(Few with { Normalisation = ClipNormalisation.MeanAndVariance }).Compute(Signals.At16Kilohertz(Signals.Noise(8000)));
        float[] band = [.. features.Where((_, i) => i % 2 == 1)];

        Assert.Equal(0, band.Average(), 1e-5);
        Assert.Equal(1, band.Average(value => value * value), 1e-4);
    }

    [Fact]
    public void Compute_ShiftAndScale_AddsThenMultiplies()
    {
        Waveform sound = Signals.At16Kilohertz(Signals.Noise(800));
        float[] plain = new KaldiLogMel(Few).Compute(sound), moved = new KaldiLogMel(Few with { Shift = [1, -2], Scale = [3, 4] }).Compute(sound);

        Assert.Equal([.. plain.Select((value, i) => i % 2 == 0 ? (value + 1) * 3 : (value - 2) * 4)], moved);
    }

    [Fact]
    public void Constructor_SeveralFaults_NamesThemAll()
    {
        var e = Assert.Throws<InvalidInputException>(
            () => new KaldiLogMel(new KaldiLogMelOptions { Bands = 0, PreEmphasis = 1, StackStep = 0, HighHz = 9000 }));

        Assert.Equal(["features.bands", "features.preEmphasis", "features.highHz", "features.stackStep"], e.Faults.Select(fault => fault.Place));
    }

    private static double[] Shaped(ReadOnlySpan<float> frame)
    {
        double[] x = [.. frame.ToArray().Select(sample => sample * 32768.0)];
        double mean = x.Average();
        x = [.. x.Select(sample => sample - mean)];
        return [.. x.Select((sample, i) =>
            (sample - (0.97 * x[Math.Max(0, i - 1)])) * Math.Pow(0.5 - (0.5 * Math.Cos(2 * Math.PI * i / 399)), 0.85))];
    }

    private static IEnumerable<int> Sources(float[] stack, float[][] frames) =>
        stack.Chunk(2).Select(pair => Array.FindIndex(frames, frame => frame.SequenceEqual(pair)));
}
