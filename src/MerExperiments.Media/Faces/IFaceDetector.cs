namespace MerExperiments.Media.Faces;

/// <summary>Finds the faces of a picture. Thread-safe: one detector serves all threads, and gives each the same faces.</summary>
public interface IFaceDetector : IDisposable
{
    /// <summary>The name, as experiments.json gives it.</summary>
    string Name { get; }

    /// <summary>The faces, surest first; none is a valid answer.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="options">When an answer counts as a face; null for the defaults.</param>
    IReadOnlyList<DetectedFace> Detect(Picture picture, FaceDetectorOptions? options = null);
}

/// <summary>A face that a detector found in a picture.</summary>
/// <param name="Box">Where, in pixels of the picture.</param>
/// <param name="Score">The detector's confidence, 0 to 1; not comparable between detectors.</param>
/// <param name="Landmarks">Eyes, nose and mouth, or null where the detector gives none.</param>
public sealed record DetectedFace(FaceBox Box, float Score, FaceLandmarks? Landmarks = null)
{
    /// <summary>A face between two of the same person; without landmarks where either has none.</summary>
    /// <param name="from">The face at 0.</param>
    /// <param name="to">The face at 1.</param>
    /// <param name="share">The place between them, 0 to 1.</param>
    public static DetectedFace Between(DetectedFace from, DetectedFace to, float share) => new(
        FaceBox.Between(from.Box, to.Box, share),
        float.Lerp(from.Score, to.Score, share),
        from.Landmarks is null || to.Landmarks is null ? null : FaceLandmarks.Between(from.Landmarks, to.Landmarks, share));
}
