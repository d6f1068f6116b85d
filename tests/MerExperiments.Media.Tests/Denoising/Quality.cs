using MerExperiments.Media.Denoising;
using MerExperiments.Media.Noise;

namespace MerExperiments.Media.Tests.Denoising;

/// <summary>How near a result is to what it should be, in decibels.</summary>
internal static class Quality
{
    private static readonly string[] Recordings = ["03a01Nc", "08a01Fd", "11a01Aa", "14a01Ac", "16a01Lb"];

    /// <summary>10 log10(sum of x^2 / sum of (x - y)^2).</summary>
    public static double SnrDb(float[] expected, float[] actual) => 10 * Math.Log10(
        expected.Sum(x => (double)x * x) / expected.Zip(actual, (x, y) => ((double)x - y) * ((double)x - y)).Sum());

    /// <summary>The SNR after the best scale: J. Le Roux et al., SDR, half-baked or well done?, 2019.</summary>
    public static double ScaleInvariantDb(float[] clean, float[] actual)
    {
        double scale = clean.Zip(actual, (x, y) => (double)x * y).Sum() / clean.Sum(x => (double)x * x);
        return SnrDb([.. clean.Select(x => (float)(scale * x))], actual);
    }

    /// <summary>Recordings of EMO-DB with noise at 5 dB must gain so much, in the mean over them.</summary>
    public static void AssertGain(IDenoiser denoiser, NoiseColour colour, double leastDb)
    {
        using (denoiser)
        {
            double[] gains = [.. Recordings.Select((name, i) => Gain(denoiser, name, colour, i))];
            TestContext.Current.TestOutputHelper?.WriteLine(FormattableString.Invariant(
                $"{denoiser.Name}, {colour} noise at 5 dB: SI-SDR gains {gains.Min():0.00} to {gains.Max():0.00}, mean {gains.Average():0.00} dB"));
            Assert.True(gains.Average() >= leastDb, FormattableString.Invariant($"the mean gain is {gains.Average():0.00} dB"));
        }
    }

    /// <summary>The result's level over the clean recording's, for each recording: a wrong gain, which a scale-invariant ratio forgives, leaves the range.</summary>
    public static void AssertLevel(IDenoiser denoiser, NoiseColour colour, double lowestDb, double highestDb)
    {
        using (denoiser)
        {
            double[] levels = [.. Recordings.Select((name, i) => Level(denoiser, name, colour, i))];
            TestContext.Current.TestOutputHelper?.WriteLine(FormattableString.Invariant(
                $"{denoiser.Name}, {colour} noise at 5 dB: levels {levels.Min():0.00} to {levels.Max():0.00} dB"));
            Assert.All(levels, level => Assert.InRange(level, lowestDb, highestDb));
        }
    }

    private static double Level(IDenoiser denoiser, string recording, NoiseColour colour, int index)
    {
        (float[] clean, NoisyClip noisy) = Noisy(recording, colour, index);
        double power = denoiser.Denoise(noisy.Sound).Samples.ToArray().Sum(x => (double)x * x);
        return 10 * Math.Log10(power / clean.Sum(x => (double)x * x * noisy.Gain * noisy.Gain));
    }

    private static double Gain(IDenoiser denoiser, string recording, NoiseColour colour, int index)
    {
        (float[] clean, NoisyClip noisy) = Noisy(recording, colour, index);
        return ScaleInvariantDb(clean, denoiser.Denoise(noisy.Sound).Samples.ToArray()) - ScaleInvariantDb(clean, noisy.Sound.Samples.ToArray());
    }

    private static (float[] Clean, NoisyClip Noisy) Noisy(string recording, NoiseColour colour, int index)
    {
        Waveform clean = DenoisingAssets.Recording($"corpora/emodb/wav/{recording}.wav");
        float[] noise = Noise(colour, clean.Samples.Length, new NamedSeed(7).For("noise", index).ToRandom());
        return (clean.Samples.ToArray(), NoiseMixer.Mix(clean, noise, 5));
    }

    /// <summary>Gaussian noise; pink by P. Kellet's three-pole filter.</summary>
    private static float[] Noise(NoiseColour colour, int samples, Random random)
    {
        float[] noise = new float[samples];
        (double a, double b, double c) = (0, 0, 0);
        for (int i = 0; i < samples; i++)
        {
            double white = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            (a, b, c) = ((0.99765 * a) + (white * 0.0990460), (0.963 * b) + (white * 0.2965164), (0.57 * c) + (white * 1.0526913));
            noise[i] = (float)(colour == NoiseColour.White ? white : a + b + c + (white * 0.1848));
        }

        return noise;
    }
}
