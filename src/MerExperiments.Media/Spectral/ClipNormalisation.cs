namespace MerExperiments.Media.Spectral;

/// <summary>What is taken out of each band over the frames of one clip (cepstral mean and variance normalisation).</summary>
public enum ClipNormalisation
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The mean.</summary>
    Mean,

    /// <summary>The mean; then divided by the standard deviation (of n, at least 1e-5).</summary>
    MeanAndVariance,
}
