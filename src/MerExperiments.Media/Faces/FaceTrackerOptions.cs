using MerExperiments.Settings;

namespace MerExperiments.Media.Faces;

/// <summary>When a face in one frame is the face of an earlier frame.</summary>
public sealed record FaceTrackerOptions
{
    /// <summary>The most frames without the face between two of its frames; later it counts as another.</summary>
    [Between(0, 1000)]
    public int MaximumGapFrames { get; init; } = 10;

    /// <summary>The least intersection over union with the place where the face is expected, for the first round of links.</summary>
    [Between(0.01, 1)]
    public double LeastOverlap { get; init; } = 0.3;

    /// <summary>For what overlaps too little: the farthest the centre may lie from where it was, in box sides.</summary>
    [Between(0, 100)]
    public double FarthestSides { get; init; } = 1;

    /// <summary>There, how many times as long as the other's a box's side may be.</summary>
    [Between(1, 100)]
    public double LargestSizeRatio { get; init; } = 1.8;
}
