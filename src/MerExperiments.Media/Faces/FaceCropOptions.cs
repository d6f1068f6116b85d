using MerExperiments.Settings;

namespace MerExperiments.Media.Faces;

/// <summary>How a clip becomes face frames.</summary>
public sealed record FaceCropOptions
{
    /// <summary>Height and width of a face frame.</summary>
    [Between(16, 1024)]
    public int SizePixels { get; init; } = FaceFrames.SizePixels;

    /// <summary>The square around a box without landmarks: how much longer than the box's longer side.</summary>
    [Between(0, 3)]
    public double Margin { get; init; } = 0.3;

    /// <summary>Every how many frames faces are looked for; between two such frames boxes and landmarks are interpolated.</summary>
    /// <remarks>As many full pictures are in memory at once.</remarks>
    [Between(1, 100)]
    public int DetectEvery { get; init; } = 1;

    /// <summary>The most faces of one frame that are followed, the largest (area times score) first.</summary>
    [Between(1, 100)]
    public int MostFacesPerFrame { get; init; } = 5;

    /// <summary>When a detector's answer counts as a face.</summary>
    public FaceDetectorOptions Detection { get; init; } = new();

    /// <summary>How faces are linked over the frames.</summary>
    public FaceTrackerOptions Tracking { get; init; } = new();
}
