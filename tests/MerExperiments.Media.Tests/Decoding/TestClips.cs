using System.Buffers.Binary;
using System.Diagnostics;
using MerExperiments.Media.Decoding;

namespace MerExperiments.Media.Tests.Decoding;

/// <summary>Makes clips, good and bad ones, in a folder that the tests of a class share; each is made once. A test that makes one skips where ffmpeg
/// is not installed.</summary>
public sealed class TestClips : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, string> _made = [];

    public string Folder => _folder.Path;

    public static FFmpegTools Tools()
    {
        try
        {
            return FFmpegTools.Find();
        }
        catch (InvalidInputException e)
        {
            Assert.Skip(e.Message);
            throw;
        }
    }

    public static string Asset(string name)
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "shared", "assets", name)))
            {
                return Path.Combine(folder.FullName, "shared", "assets", name);
            }
        }

        Assert.Skip($"shared/assets/{name} is not beside the repository");
        return "";
    }

    /// <summary>The path of a clip that ffmpeg writes.</summary>
    public string Make(string name, string arguments)
    {
        string path = Path.Combine(Folder, name);
        if (_made.TryGetValue(name, out string? before))
        {
            Assert.Equal(before, arguments);
            return path;
        }

        var start = new ProcessStartInfo(Tools().FFmpegPath, [.. $"-nostdin -v error -y {arguments}".Split(' '), path]) { WorkingDirectory = Folder };
        using Process process = Process.Start(start)!;
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        _made.Add(name, arguments);
        return path;
    }

    public string Write(string name, byte[] bytes) => _folder.Write(name, bytes);

    /// <summary>The first part of a file.</summary>
    public string Cut(string path, string name, double share)
    {
        byte[] bytes = File.ReadAllBytes(path);
        return Write(name, bytes[..(int)(share * bytes.Length)]);
    }

    /// <summary>Two seconds of a tone beside a test picture of 64 x 48 at 10 frames per second.</summary>
    public string Talking(string name, string codecs = "-c:v mpeg4 -c:a aac") => Make(
        name, $"-f lavfi -i testsrc=size=64x48:rate=10:duration=2 -f lavfi -i sine=frequency=440:sample_rate=44100:duration=2 {codecs}");

    /// <summary>One second of ten frames of 64 x 48, exact: frame i is all blue 10 + i, green 100 and red 200 - i.</summary>
    public string Colours(string name)
    {
        byte[] frames = [.. Enumerable.Range(0, 10).SelectMany(i => Enumerable.Repeat(new[] { (byte)(10 + i), (byte)100, (byte)(200 - i) }, 64 * 48)).SelectMany(p => p)];
        Write("frames.raw", frames);
        return Make(name, "-f rawvideo -pixel_format bgr24 -video_size 64x48 -framerate 10 -i frames.raw -c:v png");
    }

    /// <summary>A Matroska clip of two seconds whose header says that it plays 33 minutes.</summary>
    public string Lying(string name)
    {
        byte[] bytes = File.ReadAllBytes(Talking($"honest-{name}"));
        int duration = bytes.AsSpan().IndexOf(new byte[] { 0x44, 0x89, 0x88 });
        BinaryPrimitives.WriteDoubleBigEndian(bytes.AsSpan(duration + 3), 33 * 60_000.0);
        return Write(name, bytes);
    }

    /// <summary>An MP4 whose video track asks to be turned by a quarter.</summary>
    public string Turned(string name)
    {
        byte[] bytes = File.ReadAllBytes(Talking($"straight-{name}"));
        Span<byte> track = bytes.AsSpan(bytes.AsSpan().IndexOf("tkhd"u8));
        byte[] straight = [0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0];
        byte[] turned = [0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0, 0, 0, 0, 0, 0];
        turned.CopyTo(track[track.IndexOf(straight)..]);
        return Write(name, bytes);
    }

    public void Dispose() => _folder.Dispose();
}
