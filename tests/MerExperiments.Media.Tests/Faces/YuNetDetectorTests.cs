using System.Numerics;
using MerExperiments.Media.Faces;

namespace MerExperiments.Media.Tests.Faces;

public sealed class YuNetDetectorTests() : FaceDetectorContract("yunet")
{
    [Fact]
    public void Detect_AFace_GivesThePersonsRightEyeLeftInThePicture()
    {
        using IFaceDetector detector = Open();
        FaceLandmarks points = detector.Detect(Photograph("single_face.jpg"))[0].Landmarks!;

        Assert.InRange(Vector2.Distance(points.RightEye, new Vector2(232, 243)), 0, 15);
        Assert.InRange(Vector2.Distance(points.LeftEye, new Vector2(315, 243)), 0, 15);
        Assert.InRange(Vector2.Distance(points.RightMouth, new Vector2(243, 331)), 0, 15);
        Assert.InRange(Vector2.Distance(points.LeftMouth, new Vector2(309, 331)), 0, 15);
    }

    [Fact]
    public void Detect_WithALongerSide_FindsSmallerFaces()
    {
        Picture small = Photograph("multi_face.jpg").Resized(125, 83);
        byte[] wall = new byte[1000 * 667 * 3];
        for (int y = 0; y < small.Height; y++)
        {
            small.Bytes.Span.Slice(y * small.Width * 3, small.Width * 3).CopyTo(wall.AsSpan(y * 3000));
        }

        using IFaceDetector detector = Open();
        var picture = new Picture(1000, 667, wall);

        Assert.True(detector.Detect(picture, new FaceDetectorOptions { LongSidePixels = 1280 }).Count > detector.Detect(picture).Count);
    }
}
