using MerExperiments.Media;

namespace MerExperiments.Encoders.Tests.BuiltIn;

/// <summary>Opens built-in encoders for the tests, and makes signals to feed them.</summary>
internal static class Graphs
{
    private static readonly string Cache = Path.Combine(AppContext.BaseDirectory, "graphs");

    public static EncoderRegistry Registry { get; } = new(new EncoderFolders(Path.Combine(Cache, "models"), Cache));

    public static EncoderSession Open(EncoderCard card) => new(card, Registry);

    public static Waveform Tone(double hz, int samples, float amplitude = 0.3f) =>
        Sound(samples, i => amplitude * Math.Sin(2 * Math.PI * hz * i / Waveform.EncoderRateHz));

    public static Waveform Sound(int samples, Func<int, double> sample) =>
        new(Enumerable.Range(0, samples).Select(i => (float)sample(i)).ToArray(), Waveform.EncoderRateHz);

    /// <summary>Something like speech: gliding harmonics in bursts, with noise, so that every statistic has something to describe.</summary>
    public static Waveform Babble(int samples, int seed)
    {
        Random random = new NamedSeed((ulong)seed).For("babble").ToRandom();
        double phase = 0;
        return Sound(samples, i =>
        {
            phase += 2 * Math.PI * (110 + (40 * Math.Sin(i / (5_000.0 + seed)))) / Waveform.EncoderRateHz;
            double burst = Math.Max(0, Math.Sin(i / 900.0));
            return (burst * 0.2 * (Math.Sin(phase) + (0.5 * Math.Sin(2 * phase)) + (0.3 * Math.Sin(5 * phase)))) + (0.002 * random.NextDouble());
        });
    }
}
