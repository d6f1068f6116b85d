namespace MerExperiments.AudioText.CrossFitting;

/// <summary>What one model says of a list of rows.</summary>
/// <remarks>Immutable by convention: the arrays are not copied.</remarks>
public sealed record EncodedRows
{
    /// <summary>Wraps two row-major blocks.</summary>
    /// <param name="features">Features, [rows, featureSize].</param>
    /// <param name="posteriors">The class head's probabilities, [rows, classes]; each row sums to 1.</param>
    /// <param name="featureSize">Values per feature, 1 or more.</param>
    /// <param name="classes">Classes, 2 or more.</param>
    /// <exception cref="ArgumentException">The blocks are not of as many whole rows.</exception>
    public EncodedRows(float[] features, float[] posteriors, int featureSize, int classes)
    {
        if (features.Length % featureSize != 0 || posteriors.Length % classes != 0 || features.Length / featureSize != posteriors.Length / classes)
        {
            throw new ArgumentException(
                $"{features.Length} values of dimension {featureSize} and {posteriors.Length} posteriors of {classes} classes are not of as many rows", nameof(features));
        }

        (Features, Posteriors, FeatureSize, Classes) = (features, posteriors, featureSize, classes);
    }

    /// <summary>Features, row-major [rows, <see cref="FeatureSize"/>].</summary>
    public float[] Features { get; }

    /// <summary>Class probabilities, row-major [rows, <see cref="Classes"/>].</summary>
    public float[] Posteriors { get; }

    /// <summary>Values per feature.</summary>
    public int FeatureSize { get; }

    /// <summary>The number of classes.</summary>
    public int Classes { get; }

    /// <summary>The feature of one row.</summary>
    public ReadOnlySpan<float> FeatureOf(int row) => Features.AsSpan(row * FeatureSize, FeatureSize);

    /// <summary>The number of rows.</summary>
    public int Count => Features.Length / FeatureSize;
}
