using System.Numerics.Tensors;

namespace MerExperiments.Media.Spectral;

/// <summary>Brings samples to mean 0 and variance 1, as the feature extractors of wav2vec 2.0 and its relatives do before the network.</summary>
/// <remarks>Two passes, the mean first: sum of squares minus squared mean would cancel where the samples have a large offset. The variance is that of
/// all samples, with 1e-7 added under the root, so that a constant becomes 0. Source: Wav2Vec2FeatureExtractor of Hugging Face Transformers.</remarks>
public static class ZeroMeanUnitVariance
{
    private const double SmallestVariance = 1e-7;

    /// <summary>The normalised samples, as many; none for none.</summary>
    public static float[] Of(ReadOnlySpan<float> samples)
    {
        (double sum, double squares) = (0, 0);
        foreach (float sample in samples)
        {
            sum += sample;
        }

        double mean = sum / samples.Length;
        foreach (float sample in samples)
        {
            squares += (sample - mean) * (sample - mean);
        }

        float[] normalised = new float[samples.Length];
        TensorPrimitives.Subtract(samples, (float)mean, normalised);
        TensorPrimitives.Multiply(normalised, (float)(1 / Math.Sqrt((squares / samples.Length) + SmallestVariance)), normalised);
        return normalised;
    }
}
