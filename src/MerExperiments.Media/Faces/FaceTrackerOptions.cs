namespace MerExperiments.Media.Faces;

/// <summary>When a face in one frame is the face of an earlier frame.</summary>
public sealed record FaceTrackerOptions
{
    /// <summary>The most frames without the face between two of its frames; later it counts as another. 0 or more, default 10.</summary>
    public int MaximumGapFrames { get; init; } = 10;

    /// <summary>The least intersection over union with the place where the face is expected, for the first round of links; over 0 to 1, default 0.3.</summary>
    public float LeastOverlap { get; init; } = 0.3f;

    /// <summary>For what overlaps too little: the farthest the centre may lie from where it was, in box sides; 0 or more, default 1.</summary>
    public float FarthestSides { get; init; } = 1;

    /// <summary>There, how many times as long as the other's a box's side may be; 1 or more, default 1.8.</summary>
    public float LargestSizeRatio { get; init; } = 1.8f;

    /// <summary>What is wrong with the values; empty where nothing is.</summary>
    /// <param name="place">Where they stand, for the faults.</param>
    public IReadOnlyList<Fault> Check(string place) =>
    [
        .. Rule(MaximumGapFrames >= 0, $"{place}.maximumGapFrames", $"is {MaximumGapFrames}; it must be 0 or more"),
        .. Rule(LeastOverlap is > 0 and <= 1, $"{place}.leastOverlap", $"is {LeastOverlap}; it must be over 0 and at most 1"),
        .. Rule(FarthestSides >= 0, $"{place}.farthestSides", $"is {FarthestSides}; it must be 0 or more"),
        .. Rule(LargestSizeRatio >= 1, $"{place}.largestSizeRatio", $"is {LargestSizeRatio}; it must be 1 or more"),
    ];

    private static IEnumerable<Fault> Rule(bool kept, string place, string problem) => kept ? [] : [new Fault(place, problem)];
}
