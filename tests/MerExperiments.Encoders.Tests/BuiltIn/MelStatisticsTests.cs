using MerExperiments.Encoders.BuiltIn;
using MerExperiments.Media;
using MerExperiments.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace MerExperiments.Encoders.Tests.BuiltIn;

/// <summary>The speech graph on sounds whose pitch, spectrum and level are known.</summary>
public sealed class MelStatisticsTests : IDisposable
{
    private readonly EncoderSession _session = Graphs.Open(BuiltInEncoders.MelStatistics);

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData(80)]
    [InlineData(200)]
    [InlineData(333)]
    [InlineData(450)]
    public void Pitch_Tone_IsTheTones(double hz)
    {
        float semitones = Value(Graphs.Tone(hz, 16_000), "pitch.p50");
        Assert.Equal(hz, 60 * Math.Pow(2, semitones / 12), hz * 0.005);
    }

    [Fact]
    public void Pitch_HarmonicsWithoutTheFundamental_IsTheFundamental()
    {
        Waveform sound = Graphs.Sound(16_000, i => 0.1 * (Harmonic(i, 2) + Harmonic(i, 3) + Harmonic(i, 4)));
        Assert.Equal(150, 60 * Math.Pow(2, Value(sound, "pitch.p50") / 12), 2.0);

        static double Harmonic(int i, int n) => Math.Sin(2 * Math.PI * 150 * n * i / 16_000);
    }

    [Theory]
    [InlineData(300)]
    [InlineData(1_000)]
    [InlineData(4_000)]
    public void Mel_Tone_PeaksInTheBandThatIsNearest(double hz)
    {
        float[] feature = Encode(Graphs.Tone(hz, 16_000));
        int[] bands = [.. Enumerable.Range(0, 40)];
        int loudest = bands.MaxBy(band => feature[Index($"mel-{band}.mean")]);
        Assert.Equal(bands.MinBy(band => Math.Abs(BandCentreHz(band) - hz)), loudest);
    }

    [Fact]
    public void Centroid_Tone_IsItsFrequencyInKilohertz() =>
        Assert.Equal(2, Value(Graphs.Tone(2_000, 16_000), "centroid.p50"), 0.01);

    [Fact]
    public void ZeroCrossings_Tone_AreTwicePerPeriod() =>
        Assert.Equal(2 * 1_000.0 / 16_000, Value(Graphs.Tone(1_000, 16_000), "zero-crossings.p50"), 0.003);

    [Fact]
    public void Level_TwiceTheAmplitude_IsFourTimesTheEnergy() => Assert.Equal(
        Math.Log(4),
        Value(Graphs.Tone(500, 16_000, 0.4f), "level.mean") - Value(Graphs.Tone(500, 16_000, 0.2f), "level.mean"),
        1e-4);

    [Fact]
    public void VoicedShare_Noise_IsLowAndToneIsHigh()
    {
        Random random = new NamedSeed(1).ToRandom();
        Assert.True(Value(Graphs.Sound(16_000, _ => random.NextDouble() - 0.5), "rhythm.voiced-share") < 0.1);
        Assert.True(Value(Graphs.Tone(200, 16_000), "rhythm.voiced-share") > 0.95);
    }

    [Fact]
    public void Features_PaddingOfAnyContent_NeverEnters()
    {
        ReadOnlyMemory<float> sound = Graphs.Babble(20_000, 3).Samples;
        float[] loud = [.. sound.ToArray(), .. Enumerable.Repeat(0.7f, 7_777)];
        float[] alone = Run(sound.ToArray(), 20_000), padded = Run(loud, 20_000);
        Assert.All(alone.Zip(padded), pair => Assert.Equal(pair.First, pair.Second, 1e-5f * (1 + Math.Abs(pair.First))));
    }

    [Fact]
    public void Encode_AloneOrInABatch_GivesTheSameBytes()
    {
        Waveform[] sounds = [.. Enumerable.Range(0, 9).Select(i => Graphs.Babble(15_000 + (i * 700), i))];
        float[][] together = _session.Encode(sounds);
        float[][] reversed = _session.Encode([.. sounds.Reverse()]);
        for (int i = 0; i < sounds.Length; i++)
        {
            Assert.Equal(Encode(sounds[i]), together[i]);
            Assert.Equal(together[i], reversed[^(i + 1)]);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(400)]
    [InlineData(160_000)]
    public void Encode_VeryShortOrLong_IsFinite(int samples) =>
        Assert.All(Encode(Graphs.Tone(100, samples)), value => Assert.True(float.IsFinite(value)));

    private static float[] Run(float[] samples, long length)
    {
        using var session = new InferenceSession(MelStatistics.Graph.ToBytes());
        return OnnxSession.Run(
            session, [("waveform", OnnxSession.Tensor<float>(samples, 1, samples.Length)), ("lengths", OnnxSession.Tensor<long>(new[] { length }, 1))], "features").Values;
    }

    private static double BandCentreHz(int band)
    {
        double low = Mel(40), high = Mel(7_600);
        return 700 * (Math.Pow(10, (low + ((high - low) * (band + 1) / 41)) / 2595) - 1);

        static double Mel(double hz) => 2595 * Math.Log10(1 + (hz / 700));
    }

    private static int Index(string name) => MelStatistics.Names.ToList().IndexOf(name);

    private float[] Encode(Waveform sound) => _session.Encode([sound])[0];

    private float Value(Waveform sound, string name) => Encode(sound)[Index(name)];
}
