using MerExperiments.Settings;

namespace MerExperiments.Media.Faces;

/// <summary>When a detector's answer counts as a face.</summary>
public sealed record FaceDetectorOptions : IHasRules
{
    /// <summary>The least score of a face.</summary>
    [Between(0.01, 1)]
    public double ScoreThreshold { get; init; } = 0.7;

    /// <summary>Of two boxes whose intersection over union is more than this, the surer one stays.</summary>
    [Between(0, 1)]
    public double OverlapThreshold { get; init; } = 0.4;

    /// <summary>The longer side of the picture as the network sees it, for networks that take any size (yunet); a multiple of 32.</summary>
    /// <remarks>At 320 frontal faces were found down to 1/35 of the longer side in width; twice the side finds half that, at four times the cost.</remarks>
    [Between(64, 1920)]
    public int LongSidePixels { get; init; } = 320;

    /// <summary>The defaults.</summary>
    internal static FaceDetectorOptions Default { get; } = new();

    /// <inheritdoc/>
    public IEnumerable<BrokenRule> BrokenRules()
    {
        if (LongSidePixels % 32 != 0)
        {
            yield return new BrokenRule("longSidePixels", $"is {LongSidePixels}; it must be a multiple of 32, such as {Math.Clamp((LongSidePixels + 16) / 32 * 32, 64, 1920)}");
        }
    }
}
