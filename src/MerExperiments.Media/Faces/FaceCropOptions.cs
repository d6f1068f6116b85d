using MerExperiments.Storage;

namespace MerExperiments.Media.Faces;

/// <summary>How a clip becomes face frames.</summary>
public sealed record FaceCropOptions
{
    /// <summary>Height and width of a face frame; 16 to 1024, default 112.</summary>
    public int SizePixels { get; init; } = FaceFrames.SizePixels;

    /// <summary>The square around a box without landmarks: how much longer than the box's longer side; 0 to 3, default 0.3.</summary>
    public float Margin { get; init; } = 0.3f;

    /// <summary>Every how many frames faces are looked for; between two such frames boxes and landmarks are interpolated. 1 to 100, default 1.</summary>
    /// <remarks>As many full pictures are in memory at once.</remarks>
    public int DetectEvery { get; init; } = 1;

    /// <summary>The most faces of one frame that are followed, the largest (area times score) first; 1 to 100, default 5.</summary>
    public int MostFacesPerFrame { get; init; } = 5;

    /// <summary>How faces are linked over the frames.</summary>
    public FaceTrackerOptions Tracking { get; init; } = new();

    /// <summary>What is wrong with the values; empty where nothing is.</summary>
    /// <param name="place">Where they stand, for the faults.</param>
    public IReadOnlyList<Fault> Check(string place) =>
    [
        .. Rule(SizePixels is >= 16 and <= 1024, $"{place}.sizePixels", $"is {SizePixels}; it must be 16 to 1024"),
        .. Rule(Margin is >= 0 and <= 3, $"{place}.margin", $"is {Margin}; it must be 0 to 3"),
        .. Rule(DetectEvery is >= 1 and <= 100, $"{place}.detectEvery", $"is {DetectEvery}; it must be 1 to 100"),
        .. Rule(MostFacesPerFrame is >= 1 and <= 100, $"{place}.mostFacesPerFrame", $"is {MostFacesPerFrame}; it must be 1 to 100"),
        .. Tracking.Check($"{place}.tracking"),
    ];

    /// <summary>What these options decide of the frames, as a SHA-256; with <see cref="FaceDetectors.Hash"/> and the clip's own hash it names the result.</summary>
    public string Hash() => ContentHash.Of($"{this} cropping 1");

    private static IEnumerable<Fault> Rule(bool kept, string place, string problem) => kept ? [] : [new Fault(place, problem)];
}
