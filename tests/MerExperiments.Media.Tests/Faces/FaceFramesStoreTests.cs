namespace MerExperiments.Media.Tests.Faces;

public sealed class FaceFramesStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Save_Frames_ReadsThemBackByteForByte()
    {
        FaceFrames frames = FaceFrames.Of([Pictures.Of(112, 112, (x, y) => x + y), Pictures.Of(112, 112, (x, _) => 2 * x)]);
        FaceFrames back = FaceFrames.Read(Saved(frames));

        Assert.Equal(frames.Bytes.ToArray(), back.Bytes.ToArray());
        Assert.Equal((2, 112), (back.Count, back.SidePixels));
    }

    [Fact]
    public void Save_NoFrames_ReadsBackAsAClipWithoutAFace()
    {
        string path = Saved(FaceFrames.Of([]));

        Assert.True(FaceFrames.Read(path).HasNoFace);
        Assert.Equal([0, 112, 112, 3], Features.Npy.Read<byte>(path).Array.Shape);
    }

    [Theory]
    [InlineData(224)]
    [InlineData(64)]
    public void Read_ForAnEncoderOfAnotherSize_ResizesWhatIsStored(int size)
    {
        Picture stored = Pictures.Of(112, 112, (x, y) => (x + y) % 256);
        FaceFrames frames = FaceFrames.Read(Saved(FaceFrames.Of([stored, stored])), size);

        Assert.Equal((2, size), (frames.Count, frames.SidePixels));
        Assert.Equal(stored.Resized(size, size).Bytes.ToArray(), frames[1].ToArray());
    }

    [Fact]
    public void Read_FolderOfPicturesWrittenAsPng_LosesNothing()
    {
        Picture picture = Pictures.Of(112, 112, (x, y) => (3 * x + y) % 256);
        _folder.Write("clip/0.png", picture.ToPng());

        Assert.Equal(picture.Bytes.ToArray(), FaceFrames.Read(Path.Combine(_folder.Path, "clip")).Bytes.ToArray());
    }

    [Theory]
    [InlineData("clip.mp4")]
    [InlineData("clip.AVI")]
    public void Read_Video_SaysWhichKeyCropsFaces(string name) =>
        Assert.Contains(
            "is a video, not face frames; set prepare.faces",
            Assert.Throws<ClipException>(() => FaceFrames.Read(_folder.Write(name, [1, 2, 3]))).Reason);

    public void Dispose() => _folder.Dispose();

    private string Saved(FaceFrames frames)
    {
        string path = Path.Combine(_folder.Path, "faces.npy");
        frames.Save(path);
        return path;
    }
}
