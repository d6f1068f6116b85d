namespace MerExperiments.Media.Faces;

/// <summary>Finds the faces of a picture. Thread-safe: one detector serves all threads, and gives each the same faces.</summary>
public interface IFaceDetector : IDisposable
{
    /// <summary>The name in <see cref="FaceDetectors"/>.</summary>
    string Name { get; }

    /// <summary>The faces, surest first; none is a valid answer.</summary>
    IReadOnlyList<DetectedFace> Detect(Picture picture);
}
