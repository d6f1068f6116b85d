using System.Numerics;
using CsCheck;
using MerExperiments.Media.Faces;

namespace MerExperiments.Media.Tests.Faces;

public sealed class FaceAlignerTests
{
    private static readonly FaceBox AnyBox = new(0, 0, 10, 10);

    [Fact]
    public void TransformOf_TemplateMovedTurnedAndScaled_BringsItBackToAHundredthOfAPixel() =>
        Gen.Select(Gen.Float[-3.1f, 3.1f], Gen.Float[0.3f, 8], Gen.Float[0, 900]).Sample((angle, scale, shift) =>
        {
            var away = new SimilarityTransform(scale * MathF.Cos(angle), scale * MathF.Sin(angle), new Vector2(shift, shift / 2));
            var face = new DetectedFace(AnyBox, 1, FaceAligner.Template.Each(away.Apply));
            FaceLandmarks back = face.Landmarks!.Each(new FaceAligner().TransformOf(face).Apply);
            Assert.All(Distances(back, FaceAligner.Template), distance => Assert.InRange(distance, 0, 0.01f));
        });

    [Fact]
    public void TransformOf_ForALargerCrop_BringsTheTemplateToItsSize()
    {
        var face = new DetectedFace(AnyBox, 1, FaceAligner.Template);

        Assert.Equal(2, new FaceAligner(224).TransformOf(face).Scale, 1e-5f);
    }

    [Fact]
    public void Align_PictureTurnedByThirtyDegrees_GivesTheSameCrop()
    {
        var turn = new SimilarityTransform(MathF.Cos(0.5236f), MathF.Sin(0.5236f), new Vector2(60, -60));
        FaceLandmarks points = FaceAligner.Template.Each(point => new Vector2(40, 50) + (1.3f * point));
        Picture crop = new FaceAligner().Align(Hills(SimilarityIdentity), new DetectedFace(AnyBox, 1, points));
        Picture turned = new FaceAligner().Align(Hills(turn), new DetectedFace(AnyBox, 1, points.Each(turn.Inverse.Apply)));

        Assert.All(crop.Greys().Zip(turned.Greys(), (a, b) => Math.Abs(a - b)), difference => Assert.InRange(difference, 0, 2));
    }

    [Fact]
    public void Align_BoxWithoutLandmarks_IsTheSquareWithItsMargin()
    {
        Picture picture = Pictures.Of(100, 100, (x, y) => x + y);
        Picture crop = new FaceAligner(52, 0.3f).Align(picture, new DetectedFace(new FaceBox(30, 35, 40, 30), 1));

        Assert.Equal(picture.At(24, 24), crop.At(0, 0));
        Assert.Equal(picture.At(75, 75), crop.At(51, 51));
        Assert.Equal(picture.At(75, 24), crop.At(51, 0));
    }

    [Fact]
    public void Align_SquareThatRunsOutOfThePicture_RepeatsTheEdge()
    {
        Picture crop = new FaceAligner(40, 0).Align(Pictures.Of(100, 100, (x, y) => 10 + x), new DetectedFace(new FaceBox(-20, -20, 40, 40), 1));

        Assert.Equal(10, crop.At(0, 0));
        Assert.Equal(10, crop.At(19, 30));
        Assert.Equal(29, crop.At(39, 5));
    }

    [Theory]
    [InlineData(1.7f)]
    [InlineData(3.3f)]
    [InlineData(8.9f)]
    public void Align_LargeFaceOfSinglePixelSquares_IsGreyAndDoesNotAlias(float scale)
    {
        float side = 112 * scale;
        Picture squares = Pictures.Of(1100, 1100, (x, y) => 255 * ((x + y) % 2));
        Picture crop = new FaceAligner(112, 0).Align(squares, new DetectedFace(new FaceBox(50, 50, side, side), 1));

        Assert.InRange(crop.Greys().Average(grey => Math.Abs(grey - 127.5)), 0, 30);
    }

    [Theory]
    [InlineData(2.5f)]
    [InlineData(6.8f)]
    public void Align_LargeFace_KeepsPlacesToHalfAPixel(float scale)
    {
        float side = 112 * scale;
        Picture ramp = Pictures.Of(1000, 1000, (x, _) => x / 4.0);
        Picture crop = new FaceAligner(112, 0).Align(ramp, new DetectedFace(new FaceBox(111.3f, 90, side, side), 1));

        Assert.All(Enumerable.Range(0, 112), x => Assert.InRange(crop.At(x, 50) - ((111.3 + ((x + 0.5) * scale) - 0.5) / 4), -1, 1));
    }

    [Fact]
    public void Align_FaceWithLandmarks_IsFoundWhereTheTransformPutsIt()
    {
        using IFaceDetector detector = TestModels.Detectors(FaceAssets.ModelsRoot).Open("yunet");
        Picture photograph = Picture.Read(FaceAssets.Clip("single_face.jpg"));
        DetectedFace face = detector.Detect(photograph)[0];
        var aligner = new FaceAligner();
        FaceLandmarks expected = face.Landmarks!.Each(point => aligner.TransformOf(face).Apply(point) + new Vector2(112));
        FaceLandmarks found = Assert.Single(detector.Detect(Framed(aligner.Align(photograph, face)))).Landmarks!;

        Assert.All(Distances(found, expected), distance => Assert.InRange(distance, 0, 4));
    }

    private static SimilarityTransform SimilarityIdentity => new(1, 0, Vector2.Zero);

    private static IEnumerable<float> Distances(FaceLandmarks some, FaceLandmarks others) =>
        some.ToList().Zip(others.ToList(), Vector2.Distance);

    /// <summary>The crop in the middle of a grey picture three times as wide: a detector wants room around a face.</summary>
    private static Picture Framed(Picture crop)
    {
        Picture framed = Pictures.Of(336, 336, (_, _) => 127);
        byte[] bytes = framed.Bytes.ToArray();
        for (int y = 0; y < 112; y++)
        {
            crop.Bytes.Span.Slice(y * 336, 336).CopyTo(bytes.AsSpan(3 * (((112 + y) * 336) + 112)));
        }

        return framed with { Bytes = bytes };
    }

    /// <summary>A smooth landscape, seen through a transform.</summary>
    private static Picture Hills(SimilarityTransform view) => Pictures.Of(300, 300, (x, y) =>
    {
        Vector2 at = view.Apply(new Vector2(x + 0.5f, y + 0.5f));
        return 127 + (60 * Math.Sin(at.X / 17)) + (60 * Math.Cos(at.Y / 23));
    });
}
