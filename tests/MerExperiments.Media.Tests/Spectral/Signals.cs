namespace MerExperiments.Media.Tests.Spectral;

/// <summary>Signals that tests know everything about.</summary>
internal static class Signals
{
    public static float[] Noise(int samples, float scale = 0.1f, int seed = 1)
    {
        Random random = new NamedSeed((ulong)seed).For("noise").ToRandom();
        return [.. Enumerable.Range(0, samples).Select(_ => scale * (float)((2 * random.NextDouble()) - 1))];
    }

    public static float[] Tone(double hz, int samples, float scale = 0.5f) =>
        [.. Enumerable.Range(0, samples).Select(i => scale * (float)Math.Sin(2 * Math.PI * hz * i / Waveform.EncoderRateHz))];

    public static Waveform At16Kilohertz(float[] samples) => new(samples, Waveform.EncoderRateHz);

    /// <summary>Power per bin by the definition of the discrete Fourier transform, zeros filling the frame up to the size.</summary>
    public static double[] Power(double[] frame, int size) =>
    [
        .. Enumerable.Range(0, (size / 2) + 1).Select(bin =>
        {
            System.Numerics.Complex sum = 0;
            for (int i = 0; i < frame.Length; i++)
            {
                sum += frame[i] * System.Numerics.Complex.FromPolarCoordinates(1, -2 * Math.PI * bin * i / size);
            }

            return (sum.Real * sum.Real) + (sum.Imaginary * sum.Imaginary);
        }),
    ];
}
