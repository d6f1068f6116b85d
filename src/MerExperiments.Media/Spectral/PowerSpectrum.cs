namespace MerExperiments.Media.Spectral;

/// <summary>The power of an interleaved spectrum [bins, 2].</summary>
internal static class PowerSpectrum
{
    /// <summary>power[k] = re^2 + im^2.</summary>
    public static void Of(ReadOnlySpan<float> spectrum, Span<float> power)
    {
        for (int k = 0; k < power.Length; k++)
        {
            float real = spectrum[2 * k], imaginary = spectrum[(2 * k) + 1];
            power[k] = (real * real) + (imaginary * imaginary);
        }
    }
}
