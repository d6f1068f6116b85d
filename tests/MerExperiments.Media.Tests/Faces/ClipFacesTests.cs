using MerExperiments.Media.Decoding;
using MerExperiments.Media.Faces;

namespace MerExperiments.Media.Tests.Faces;

/// <summary>Both detectors over recordings: every frame, or some per second.</summary>
public sealed class ClipFacesTests
{
    [Fact]
    public void Detect_EveryFrameOfATalkingFace_BothFindOneFaceAndAgree()
    {
        using IFaceDetector ultraface = Open("ultraface"), yunet = Open("yunet");
        var overlaps = Frames("single_face.mp4", FrameSampling.All)
            .Select(frame => Assert.Single(ultraface.Detect(frame.Picture)).Box.IntersectionOverUnion(Assert.Single(yunet.Detect(frame.Picture)).Box))
            .ToArray();

        Assert.Equal(72, overlaps.Length);
        Assert.All(overlaps, overlap => Assert.InRange(overlap, 0.6f, 1));
    }

    [Theory]
    [InlineData("ultraface")]
    [InlineData("yunet")]
    public void Detect_EveryFrameOfAClipWithoutAFace_FindsNone(string name)
    {
        using IFaceDetector detector = Open(name);

        Assert.All(Frames("no_face.mp4", FrameSampling.All), frame => Assert.Empty(detector.Detect(frame.Picture)));
    }

    [Fact]
    public void Crop_ClipWithoutAFace_IsAKnownState()
    {
        using IFaceDetector detector = Open("yunet");
        FaceClip clip = new FaceCropper(detector).Crop(Frames("no_face.mp4", FrameSampling.PerSecond(5)));

        Assert.True(clip.Frames.HasNoFace);
        Assert.Equal(clip.FramesLookedAt, clip.FramesWithoutFace);
    }

    [Theory]
    [InlineData("ultraface", "woman2.mp4")]
    [InlineData("yunet", "woman2.mp4")]
    [InlineData("yunet", "WolfgangLanger_Pexels.mp4")]
    public void Crop_TwoFramesPerSecond_FollowsOneFaceThroughout(string name, string file)
    {
        using IFaceDetector detector = Open(name);
        FaceClip clip = new FaceCropper(detector).Crop(Frames(file, FrameSampling.PerSecond(2)));

        Assert.Equal((clip.FramesLookedAt, 0, 1), (clip.Frames.Count, clip.FramesWithoutFace, clip.Tracks));
        Assert.All(clip.Faces.Select((face, i) => face.Time!.Value.TotalSeconds - (i / 2.0)), late => Assert.InRange(late, 0, 0.05));
    }

    [Fact]
    public void Crop_DetectingEveryThirdFrame_LiesNearDetectingAll()
    {
        using IFaceDetector detector = Open("yunet");
        FaceClip all = new FaceCropper(detector).Crop(Frames("single_face.mp4", FrameSampling.All));
        FaceClip third = new FaceCropper(detector, new FaceCropOptions { DetectEvery = 3 }).Crop(Frames("single_face.mp4", FrameSampling.All));

        Assert.Equal(all.Faces.Select(face => face.Frame), third.Faces.Select(face => face.Frame));
        Assert.All(all.Faces.Zip(third.Faces), pair => Assert.InRange(pair.First.Face.Box.IntersectionOverUnion(pair.Second.Face.Box), 0.8f, 1));
    }

    private static IEnumerable<VideoFrame> Frames(string file, FrameSampling sampling)
    {
        string clip = FaceAssets.Clip(file);
        try
        {
            FFmpegTools.Find();
        }
        catch (InvalidInputException e)
        {
            Assert.Skip(e.Message);
        }

        return VideoReader.Read(clip, sampling);
    }

    private static IFaceDetector Open(string name) => TestModels.Detectors(FaceAssets.ModelsRoot).Open(name);
}
