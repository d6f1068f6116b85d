using System.Numerics.Tensors;

namespace MerExperiments.Media.Spectral;

/// <summary>Levels of a signal.</summary>
internal static class Loudness
{
    /// <summary>The root of the mean square, summed in double; 0 for no samples.</summary>
    public static float Rms(ReadOnlySpan<float> samples) => (float)Math.Sqrt(Energy(samples) / Math.Max(1, samples.Length));

    /// <summary>The sum of the squares, in double.</summary>
    public static double Energy(ReadOnlySpan<float> samples)
    {
        double sum = 0;
        foreach (float sample in samples)
        {
            sum += (double)sample * sample;
        }

        return sum;
    }

    /// <summary>The normalised correlation of two signals of one length, -1 to 1; 0 where one is all zeros.</summary>
    public static double Correlation(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        double norm = Math.Sqrt(Energy(a) * Energy(b));
        return norm > 0 ? TensorPrimitives.Dot(a, b) / norm : 0;
    }
}
