using SkiaSharp;

namespace MerExperiments.Media.Tests;

public sealed class FaceFramesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData(112)]
    [InlineData(50)]
    [InlineData(200)]
    public void Read_PlainPicturesOfAnySize_GivesFramesInBlueGreenRed(int size)
    {
        _folder.Write("clip/frame_1.png", Picture(size, new SKColor(10, 20, 30)));
        _folder.Write("clip/frame_0.png", Picture(size, new SKColor(200, 100, 50)));
        FaceFrames frames = FaceFrames.Read(Path.Combine(_folder.Path, "clip"));

        Assert.Equal(2, frames.Count);
        Assert.Equal([50, 100, 200], frames[0][..3].ToArray());
        Assert.Equal([30, 20, 10], frames[1][^3..].ToArray());
    }

    [Fact]
    public void Read_EmptyFolder_IsAClipWithoutAFace()
    {
        FaceFrames frames = FaceFrames.Read(Directory.CreateDirectory(Path.Combine(_folder.Path, "none")).FullName);

        Assert.True(frames.HasNoFace);
        Assert.Equal(0, frames.Bytes.Length);
    }

    [Fact]
    public void Read_NpyOfTheRightSize_IsItsBytes()
    {
        byte[] values = [.. Enumerable.Range(0, 2 * FaceFrames.FrameBytes).Select(i => (byte)(i % 251))];

        Assert.Equal(values, FaceFrames.Read(Npy("clip/clip.npy", values, 2, 112, 112, 3)).Bytes.ToArray());
        Assert.Equal(2, FaceFrames.Read(Path.Combine(_folder.Path, "clip")).Count);
    }

    [Fact]
    public void Read_NpyOfOtherSize_IsResized()
    {
        byte[] values = [.. Enumerable.Repeat(new byte[] { 1, 2, 3 }, 64 * 48).SelectMany(pixel => pixel)];
        FaceFrames frames = FaceFrames.Read(Npy("clip.npy", values, 1, 64, 48, 3));

        Assert.Equal(1, frames.Count);
        Assert.Equal([1, 2, 3], frames[0].Slice(3 * 6000, 3).ToArray());
    }

    [Fact]
    public void Read_NpyWithoutFrames_IsAClipWithoutAFace() => Assert.True(FaceFrames.Read(Npy("clip.npy", [], 0, 112, 112, 3)).HasNoFace);

    [Fact]
    public void Read_NpyOfAnotherShape_SaysTheRule() =>
        Assert.Contains(
            "has the shape [4, 3]; it must be [frames, height, width, 3]",
            Assert.Throws<ClipException>(() => FaceFrames.Read(Npy("clip.npy", new byte[12], 4, 3))).Reason);

    [Fact]
    public void Read_NpyOfAHostileShape_IsRefusedAsAClip()
    {
        byte[] file = File.ReadAllBytes(Npy("clip.npy", new byte[12], 1, 2, 2, 3));
        "(99999999999999999999,),"u8.CopyTo(file.AsSpan(file.AsSpan().IndexOf("(1, 2, 2, 3), }"u8)));

        Assert.Contains("99999999999999999999", Assert.Throws<ClipException>(() => FaceFrames.Read(_folder.Write("clip.npy", file))).Reason);
    }

    [Fact]
    public void Of_MoreFramesThanAnArrayHolds_SaysHowManyFit()
    {
        Picture[] pictures = [.. Enumerable.Repeat(new Picture(1, 1, new byte[3]), 12)];

        // 2,147,483,591 / (8,192 * 8,192 * 3) = 10.7.
        Assert.Equal(
            "has 12 face frames of 8192 x 8192 pixels; at most 10 of that size are held at once: sample fewer frames or make them smaller",
            Assert.Throws<ClipException>(() => FaceFrames.Of(pictures, 8192)).Reason);
    }

    [Fact]
    public void Read_PictureThatIsText_NamesTheFile()
    {
        string path = _folder.Write("clip/frame_0.png", "hello"u8.ToArray());

        Assert.Equal(path, Assert.Throws<ClipException>(() => FaceFrames.Read(Path.GetDirectoryName(path)!)).Path);
    }

    [Fact]
    public void Read_PictureCutShort_IsRefused()
    {
        byte[] whole = Picture(112, SKColors.Red);
        string path = _folder.Write("clip/frame_0.png", whole[..(whole.Length / 2)]);

        Assert.Contains("damaged", Assert.Throws<ClipException>(() => FaceFrames.Read(Path.GetDirectoryName(path)!)).Reason);
    }

    [Fact]
    public void Read_MissingPath_IsRefused() =>
        Assert.StartsWith("does not exist", Assert.Throws<ClipException>(() => FaceFrames.Read("/nowhere/clip")).Reason);

    public void Dispose() => _folder.Dispose();

    private static byte[] Picture(int size, SKColor color)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(size, size, SKColorType.Bgra8888, SKAlphaType.Opaque));
        bitmap.Erase(color);
        using SKData data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    private string Npy(string name, byte[] values, params long[] shape)
    {
        using var stream = new MemoryStream();
        Features.Npy.Write<byte>(stream, values, shape);
        return _folder.Write(name, stream.ToArray());
    }
}
