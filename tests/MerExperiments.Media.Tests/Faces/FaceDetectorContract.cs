using MerExperiments.Media.Faces;

namespace MerExperiments.Media.Tests.Faces;

/// <summary>What every face detector must do.</summary>
public abstract class FaceDetectorContract(string name)
{
    private const int FacesInTheGroup = 5;

    [Fact]
    public void Detect_PhotographOfOneFace_FindsItsEyesAndMouthInTheBox()
    {
        using IFaceDetector detector = Open();
        FaceBox box = Assert.Single(detector.Detect(Photograph("single_face.jpg"))).Box;

        Assert.InRange(box.Left, 170, 215);
        Assert.InRange(box.Right, 350, 400);
        Assert.InRange(box.Top, 110, 215);
        Assert.InRange(box.Bottom, 345, 420);
    }

    [Fact]
    public void Detect_PhotographOfFivePeople_FindsFiveFaces()
    {
        using IFaceDetector detector = Open();

        Assert.Equal(FacesInTheGroup, detector.Detect(Photograph("multi_face.jpg")).Count);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 500)]
    [InlineData(640, 360)]
    public void Detect_PictureOfNothing_FindsNoFace(int width, int height)
    {
        using IFaceDetector detector = Open();

        Assert.Empty(detector.Detect(Pictures.Of(width, height, (x, y) => (x + y) % 200)));
    }

    [Fact]
    public void Detect_PictureOfHalfTheSize_FindsTheFacesAtHalfThePlace()
    {
        using IFaceDetector detector = Open();
        Picture whole = Photograph("multi_face.jpg");
        FaceBox[] boxes = [.. detector.Detect(whole).Select(face => face.Box)];
        FaceBox[] halves = [.. detector.Detect(whole.Resized(500, 333)).Select(face => face.Box)];

        Assert.All(boxes, box => Assert.Contains(
            halves, half => new FaceBox(2 * half.Left, 2 * half.Top, 2 * half.Width, 2 * half.Height).IntersectionOverUnion(box) > 0.8));
    }

    [Fact]
    public void Detect_FromManyThreads_GivesEachTheSameFaces()
    {
        using IFaceDetector detector = Open();
        Picture[] pictures = [Photograph("single_face.jpg"), Photograph("multi_face.jpg")];
        IReadOnlyList<DetectedFace>[] alone = [.. pictures.Select(picture => detector.Detect(picture))];
        var together = new IReadOnlyList<DetectedFace>[16];
        Parallel.For(0, together.Length, i => together[i] = detector.Detect(pictures[i % 2]));

        Assert.All(Enumerable.Range(0, together.Length), i => Assert.Equal(alone[i % 2], together[i]));
    }

    [Fact]
    public void Detect_WithAScoreThreshold_GivesOnlyScoresOverItSurestFirst()
    {
        Picture group = Photograph("multi_face.jpg");
        using IFaceDetector detector = Open();
        float[] scores = [.. detector.Detect(group).Select(face => face.Score)];
        var strict = new FaceDetectorOptions { ScoreThreshold = scores[2] };

        Assert.Equal(scores.OrderDescending(), scores);
        Assert.All(scores, score => Assert.InRange(score, 0.7f, 1f));
        Assert.Equal(scores.Where(score => score >= scores[2]), detector.Detect(group, strict).Select(face => face.Score));
    }

    [Fact]
    public void Name_IsTheRegistrys()
    {
        using IFaceDetector detector = Open();

        Assert.Equal(name, detector.Name);
        Assert.Contains(name, FaceDetectors.All.Select(model => model.Name));
    }

    protected static Picture Photograph(string file) => Picture.Read(FaceAssets.Clip(file));

    protected IFaceDetector Open() => TestModels.Detectors(FaceAssets.ModelsRoot).Open(name);
}
