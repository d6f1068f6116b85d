using MerExperiments.Media.Faces;

namespace MerExperiments.Media.Tests.Faces;

public sealed class UltraFaceDetectorTests() : FaceDetectorContract("ultraface")
{
    [Fact]
    public void Detect_AFace_GivesNoLandmarks()
    {
        using IFaceDetector detector = Open();

        Assert.Null(detector.Detect(Photograph("single_face.jpg"))[0].Landmarks);
    }
}
