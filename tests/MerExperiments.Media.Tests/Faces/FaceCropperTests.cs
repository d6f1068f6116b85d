using MerExperiments.Media.Faces;

namespace MerExperiments.Media.Tests.Faces;

public sealed class FaceCropperTests
{
    [Fact]
    public void Crop_FaceInEveryPicture_KeepsOneFramePerPicture()
    {
        FaceClip clip = Crop(4, _ => [Face(10, 10)]);

        Assert.Equal(4, clip.Frames.Count);
        Assert.Equal([0, 1, 2, 3], clip.Faces.Select(face => face.Frame));
        Assert.Equal([0, 1, 2, 3], Enumerable.Range(0, 4).Select(i => (int)clip.Frames[i][0]));
        Assert.Equal((4, 0, 1), (clip.FramesLookedAt, clip.FramesWithoutFace, clip.Tracks));
    }

    [Fact]
    public void Crop_NoFaceAnywhere_IsAKnownState()
    {
        FaceClip clip = Crop(3, _ => []);

        Assert.True(clip.Frames.HasNoFace);
        Assert.Empty(clip.Faces);
        Assert.Equal((3, 3, 0), (clip.FramesLookedAt, clip.FramesWithoutFace, clip.Tracks));
    }

    [Fact]
    public void Crop_NoPictures_HasNoFace() => Assert.Equal(0, Crop(0, _ => [Face(0, 0)]).FramesLookedAt);

    [Fact]
    public void Crop_FaceThatGoesAndComesBack_KeepsItsFramesAndCountsTheOthers()
    {
        FaceClip clip = Crop(6, number => number is 2 or 3 ? [] : [Face(10, 10)]);

        Assert.Equal([0, 1, 4, 5], clip.Faces.Select(face => face.Frame));
        Assert.Equal(2, clip.FramesWithoutFace);
    }

    [Fact]
    public void Crop_PasserBy_KeepsTheDominantFaceAlone()
    {
        FaceClip clip = Crop(30, number => number is >= 1 and < 4 ? [Face(40, 40, 24), Face(5, 5)] : [Face(5, 5)]);

        Assert.Equal(30, clip.Frames.Count);
        Assert.All(clip.Faces, face => Assert.Equal(5, face.Face.Box.Left));
        Assert.Equal(2, clip.Tracks);
    }

    [Fact]
    public void Crop_EarlyFaceThatALaterOneOutweighs_KeepsTheLaterOneWhole()
    {
        FaceClip clip = Crop(60, number => number < 10 ? [Face(5, 5)] : [Face(40, 40)]);

        Assert.Equal(Enumerable.Range(10, 50), clip.Faces.Select(face => face.Frame));
    }

    [Fact]
    public void Crop_DetectEveryThird_InterpolatesBetween()
    {
        using var detector = new ScriptedDetector(number => [Face(number, 10)]);
        FaceClip clip = new FaceCropper(detector, new FaceCropOptions { DetectEvery = 3, SizePixels = 16 }).Crop(Numbered(8));

        Assert.Equal([0, 3, 6, 7], detector.Asked);
        Assert.Equal([0f, 1, 2, 3, 4, 5, 6, 7], clip.Faces.Select(face => face.Face.Box.Left), (a, b) => Math.Abs(a - b) < 1e-4);
        Assert.Equal([1, 2, 4, 5], clip.Faces.Where(face => face.IsInterpolated).Select(face => face.Frame));
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7], Enumerable.Range(0, 8).Select(i => (int)clip.Frames[i][0]));
    }

    [Fact]
    public void Crop_DetectEveryThirdAndAFaceThatLeaves_DoesNotGuessWhereItWas()
    {
        using var detector = new ScriptedDetector(number => number < 6 ? [Face(10, 10)] : []);
        FaceClip clip = new FaceCropper(detector, new FaceCropOptions { DetectEvery = 3, SizePixels = 16 }).Crop(Numbered(9));

        Assert.Equal([0, 1, 2, 3], clip.Faces.Select(face => face.Frame));
        Assert.Equal(5, clip.FramesWithoutFace);
    }

    [Fact]
    public void Crop_MoreFacesThanAreFollowed_FollowsTheLargest()
    {
        using var detector = new ScriptedDetector(_ => [Face(0, 0, 10), Face(20, 20, 30), Face(0, 40, 11)]);
        FaceClip clip = new FaceCropper(detector, new FaceCropOptions { MostFacesPerFrame = 1, SizePixels = 16 }).Crop(Numbered(3));

        Assert.Equal(1, clip.Tracks);
        Assert.Equal(30, clip.Faces[0].Face.Box.Width);
    }

    [Fact]
    public void Crop_PicturesAreTakenOneByOne_NotGatheredFirst()
    {
        int made = 0;
        using var detector = new ScriptedDetector(number =>
        {
            Assert.Equal(number + 1, made);
            return [Face(10, 10)];
        });
        IEnumerable<Picture> pictures = Numbered(5).Select(picture =>
        {
            made++;
            return picture;
        });

        Assert.Equal(5, new FaceCropper(detector).Crop(pictures).Frames.Count);
    }

    [Fact]
    public void Constructor_OptionsOutOfRange_NamesThemAll()
    {
        using var detector = new ScriptedDetector(_ => []);
        var wrong = new FaceCropOptions { SizePixels = 4, DetectEvery = 0, Tracking = new FaceTrackerOptions { MaximumGapFrames = -1 } };

        Assert.Equal(
            ["faces.sizePixels", "faces.detectEvery", "faces.tracking.maximumGapFrames"],
            Assert.Throws<InvalidInputException>(() => new FaceCropper(detector, wrong)).Faults.Select(fault => fault.Place));
    }

    private static FaceClip Crop(int pictures, Func<int, DetectedFace[]> faces)
    {
        using var detector = new ScriptedDetector(faces);
        return new FaceCropper(detector).Crop(Numbered(pictures));
    }

    private static IEnumerable<Picture> Numbered(int count) => Enumerable.Range(0, count).Select(number => Pictures.Of(64, 64, (_, _) => number));

    private static DetectedFace Face(float x, float y, float size = 20) => new(new FaceBox(x, y, size, size), 0.9f);
}
