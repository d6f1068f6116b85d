using System.Diagnostics;
using MerExperiments.Media.Decoding;

namespace MerExperiments.Media.Tests.Decoding;

/// <summary>A clip that is no file is refused by its name before anything, ffmpeg included, opens it.</summary>
public sealed class SpecialFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> Readers => new("sound", "wav", "video", "facts", "faces", "picture");

    [Theory]
    [MemberData(nameof(Readers))]
    public async Task Read_NamedPipe_IsRefusedRatherThanWaitedFor(string reader)
    {
        SkipWhereItCannotBe(reader);
        Process.Start("mkfifo", [Path.Combine(_folder.Path, "clip.npy")]).WaitForExit();
        Assert.Equal("is a named pipe; a file is expected here", await Refusal(reader));
    }

    [Theory]
    [MemberData(nameof(Readers))]
    public async Task Read_LinkToAnEndlessDevice_IsRefused(string reader)
    {
        SkipWhereItCannotBe(reader);
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "clip.npy"), "/dev/zero");
        Assert.Equal("is a device; a file is expected here", await Refusal(reader));
    }

    private async Task<string> Refusal(string reader)
    {
        string path = Path.Combine(_folder.Path, "clip.npy");
        Task<object> read = Task.Run(() => Read(reader, path), TestContext.Current.CancellationToken);
        return (await Assert.ThrowsAsync<ClipException>(() => read.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken))).Reason;
    }

    private static object Read(string reader, string path) => reader switch
    {
        "sound" => SoundReader.Read(path),
        "wav" => WavFile.Read(path),
        "video" => VideoReader.Read(path, FrameSampling.All).ToList(),
        "facts" => ClipProbe.Read(path),
        "faces" => FaceFrames.Read(path, 32),
        _ => Picture.Read(path),
    };

    private static void SkipWhereItCannotBe(string reader)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "such files lie in no folder there");
        if (reader is "video" or "facts")
        {
            TestClips.Tools();
        }
    }
}
