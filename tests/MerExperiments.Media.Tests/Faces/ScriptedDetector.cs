using MerExperiments.Media.Faces;

namespace MerExperiments.Media.Tests.Faces;

/// <summary>Gives the faces that a test wrote down for a picture; a picture's first byte is its number.</summary>
internal sealed class ScriptedDetector(Func<int, DetectedFace[]> faces) : IFaceDetector
{
    private readonly List<int> _asked = [];

    /// <summary>The numbers of the pictures that were looked at.</summary>
    public IReadOnlyList<int> Asked => _asked;

    public string Name => "scripted";

    public IReadOnlyList<DetectedFace> Detect(Picture picture, FaceDetectorOptions? options = null)
    {
        _asked.Add(picture.Bytes.Span[0]);
        return faces(picture.Bytes.Span[0]);
    }

    public void Dispose()
    {
    }
}
