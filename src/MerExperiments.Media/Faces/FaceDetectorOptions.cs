namespace MerExperiments.Media.Faces;

/// <summary>When a detector's answer counts as a face.</summary>
public sealed record FaceDetectorOptions
{
    /// <summary>The least score, over 0 to 1; default 0.7.</summary>
    public float ScoreThreshold { get; init; } = 0.7f;

    /// <summary>Of two boxes whose intersection over union is more than this, the surer one stays; 0 to 1, default 0.4.</summary>
    public float OverlapThreshold { get; init; } = 0.4f;

    /// <summary>The longer side of the picture as the network sees it, for networks that take any size (yunet); a multiple of 32, 64 to 1920, default 320.</summary>
    /// <remarks>At 320 frontal faces were found down to 1/35 of the longer side in width; twice the side finds half that, at four times the cost.</remarks>
    public int LongSidePixels { get; init; } = 320;

    /// <summary>What is wrong with the values; empty where nothing is.</summary>
    /// <param name="place">Where they stand, for the faults.</param>
    public IReadOnlyList<Fault> Check(string place) =>
    [
        .. Rule(ScoreThreshold is > 0 and <= 1, $"{place}.scoreThreshold", $"is {ScoreThreshold}; it must be over 0 and at most 1"),
        .. Rule(OverlapThreshold is >= 0 and <= 1, $"{place}.overlapThreshold", $"is {OverlapThreshold}; it must be 0 to 1"),
        .. Rule(
            LongSidePixels is >= 64 and <= 1920 && LongSidePixels % 32 == 0,
            $"{place}.longSidePixels",
            $"is {LongSidePixels}; it must be a multiple of 32 from 64 to 1920, such as {Math.Clamp((LongSidePixels + 16) / 32 * 32, 64, 1920)}"),
    ];

    private static IEnumerable<Fault> Rule(bool kept, string place, string problem) => kept ? [] : [new Fault(place, problem)];
}
