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
