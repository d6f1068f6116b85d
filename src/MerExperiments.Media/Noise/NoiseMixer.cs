using System.Numerics.Tensors;
using MerExperiments.Media.Spectral;

namespace MerExperiments.Media.Noise;

/// <summary>Adds noise to clean speech at a signal-to-noise ratio, by the recipe of MER2024's NOISE track.</summary>
/// <remarks>SNR = 20 log10(rms of speech / rms of noise), both over the whole clip, silence included. Where the sum goes beyond full scale, all of it is
/// scaled to a peak of 1; the ratio stays. Source: Z. Lian et al., MER 2024, 2024, and its published noise script.</remarks>
internal static class NoiseMixer
{
    /// <summary>An integer SNR drawn evenly from a range.</summary>
    /// <param name="random">The generator.</param>
    /// <param name="lowDb">The lowest, in decibels, inclusive.</param>
    /// <param name="highDb">The highest, inclusive.</param>
    public static int DrawSnrDb(Random random, int lowDb, int highDb) => random.Next(lowDb, highDb + 1);

    /// <summary>As many samples as the clip has, cut at a random offset out of noise recordings put one after another.</summary>
    /// <param name="recordings">The recordings, drawn one by one until they are longer than the clip; it must not end before.</param>
    /// <param name="samples">Samples to cut.</param>
    /// <param name="random">Draws the offset, evenly.</param>
    public static float[] Cut(IEnumerable<ReadOnlyMemory<float>> recordings, int samples, Random random)
    {
        var noise = new List<float>(2 * samples);
        foreach (ReadOnlyMemory<float> recording in recordings)
        {
            noise.AddRange(recording.Span);
            if (noise.Count > samples)
            {
                break;
            }
        }

        return noise.Count > samples
            ? [.. noise.GetRange(random.Next(noise.Count - samples), samples)]
            : throw new ArgumentException($"hold {noise.Count} samples; they must hold more than the clip's {samples}", nameof(recordings));
    }

    /// <summary>The clip with the noise in it.</summary>
    /// <param name="clean">The speech.</param>
    /// <param name="noise">As many samples of noise, at any level.</param>
    /// <param name="snrDb">The ratio asked for, in decibels.</param>
    /// <returns>The noisy clip; the clean one, without noise, where either of them is silent: a ratio to silence does not exist.</returns>
    public static NoisyClip Mix(Waveform clean, ReadOnlyMemory<float> noise, int snrDb)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(noise.Length, clean.Samples.Length, nameof(noise));
        double cleanRms = Loudness.Rms(clean.Samples.Span), noiseRms = Loudness.Rms(noise.Span);
        if (clean.IsSilent || new Waveform(noise, clean.SampleRateHz).IsSilent)
        {
            return new NoisyClip(clean, snrDb, null, 1);
        }

        float[] scaled = new float[noise.Length], sum = new float[noise.Length];
        TensorPrimitives.Multiply(noise.Span, (float)(cleanRms / Math.Pow(10, snrDb / 20.0) / noiseRms), scaled);
        double achievedDb = 10 * Math.Log10(Loudness.Energy(clean.Samples.Span) / Loudness.Energy(scaled));
        TensorPrimitives.Add(clean.Samples.Span, scaled, sum);
        float peak = Math.Abs(TensorPrimitives.MaxMagnitude(sum)), gain = peak > 1 ? 1 / peak : 1;
        TensorPrimitives.Multiply(sum, gain, sum);
        return new NoisyClip(new Waveform(sum, clean.SampleRateHz), snrDb, achievedDb, gain);
    }
}
