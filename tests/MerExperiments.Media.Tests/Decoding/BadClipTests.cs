using System.Text;
using MerExperiments.Media.Decoding;

namespace MerExperiments.Media.Tests.Decoding;

/// <summary>Every reader refuses a clip that it cannot use by its name and the rule.</summary>
public sealed class BadClipTests(TestClips clips) : IClassFixture<TestClips>
{
    public static TheoryData<string, string> Cut => new()
    {
        { "cut.mp4", "ffmpeg says \"mov,mp4,m4a,3gp,3g2,mj2: moov atom not found\"" },
        { "cut.mkv", "ffmpeg says \"matroska,webm: File ended prematurely\"" },
        { "cut.avi", "is truncated: its header claims" },
    };

    [Theory]
    [MemberData(nameof(Cut))]
    public void Read_FileCutShort_SaysSo(string name, string reason)
    {
        string cut = clips.Cut(clips.Talking($"whole-{name}"), name, 0.6);

        Assert.Contains(reason, Sound(cut));
        Assert.Contains(reason, Video(cut));
        Assert.Contains(reason, Facts(cut));
    }

    [Fact]
    public void Read_Mp4CutBehindItsIndex_IsNoticed()
    {
        string whole = clips.Make("fast.mp4", $"-i {clips.Talking("whole.mp4")} -c copy -movflags faststart");
        string cut = clips.Cut(whole, "cut.mp4", 0.6);

        Assert.Matches("^is damaged or cut short: ffmpeg says \".+\"; a clip must decode whole$", Sound(cut));
        Assert.Matches("^is damaged or cut short: ffmpeg says \".+\"; a clip must decode whole$", Video(cut));
    }

    [Fact]
    public void Read_TrackMissing_NamesIt()
    {
        Assert.Equal("has no audio track; what is asked for needs one", Sound(clips.Talking("mute.mp4", "-an")));
        Assert.Equal("has no video track; what is asked for needs one", Video(clips.Talking("blind.mp4", "-vn")));
        Assert.Equal("has no video track; what is asked for needs one", Video(clips.Talking("blind.wav", "-vn")));
    }

    [Fact]
    public void Read_CoverPicture_IsNoVideoTrack()
    {
        string picture = clips.Make("cover.png", "-f lavfi -i color=red:size=16x16 -frames:v 1");
        string song = clips.Talking("song.flac", "-vn");
        string covered = clips.Make("covered.m4a", $"-i {song} -i {picture} -map 0:a -map 1:v -c:v copy -disposition:v:0 attached_pic");

        Assert.Equal("has no video track; what is asked for needs one", Video(covered));
        Assert.Null(ClipProbe.Read(covered).Video);
    }

    [Fact]
    public void Read_TracksWithoutContent_HoldNothing()
    {
        string sound = clips.Write("empty.au", [.. ".snd"u8, 0, 0, 0, 24, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0x3E, 0x80, 0, 0, 0, 1]);
        string film = clips.Make("empty.mp4", "-f lavfi -i color=red:size=16x16 -c:v mpeg4 -movflags +empty_moov -t 0");

        Assert.Equal("it holds no samples; a clip must hold at least one", Sound(sound));
        Assert.Equal("it holds no frames; a clip must hold at least one", Video(film));
    }

    [Fact]
    public void Read_SampleThatIsNotANumber_NamesItsPlace()
    {
        byte[] data = [.. Enumerable.Range(0, 100).SelectMany(i => BitConverter.GetBytes(i == 7 ? float.NaN : 0.1f))];
        string wav = clips.Write("nan.wav", new WavBytes { Encoding = 3, Bits = 32 }.With(data));

        Assert.Equal("its sample 7 is NaN; every sample must be finite", Sound(wav));
        Assert.Equal("its sample 7 is NaN; every sample must be finite", Sound(clips.Make("nan.mkv", $"-i {wav} -c:a copy")));
    }

    public static TheoryData<string, string> Playlists => new()
    {
        { "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nINNER\n#EXT-X-ENDLIST\n", "hls" },
        { "ffconcat version 1.0\nfile INNER\n", "concat" },
    };

    [Theory]
    [MemberData(nameof(Playlists))]
    public void Read_PlaylistNamedAsAClip_OpensNothingElse(string playlist, string kind)
    {
        string inner = clips.Talking("inner.mp4");
        string text = clips.Write("text.mp4", Encoding.UTF8.GetBytes(playlist.Replace("INNER", inner)));
        string disguised = clips.Write("disguised.mp4", Encoding.UTF8.GetBytes(playlist.Replace("INNER", inner) + "#\u0001"));

        Assert.StartsWith("is really text: it starts with \"", Sound(text));
        Assert.StartsWith($"is of the kind {kind}; a clip must be of one of: mov, ", Sound(disguised));
        Assert.StartsWith($"is of the kind {kind}; a clip must be of one of: mov, ", Facts(disguised));
    }

    [Fact]
    public void Read_Picture_IsNoClip() =>
        Assert.Matches("is of the kind (image2|png_pipe); ", Video(clips.Make("picture.png", "-f lavfi -i color=red:size=16x16 -frames:v 1")));

    [Fact]
    public void Read_NoFileOrNoContent_SaysSoWithoutFFmpeg()
    {
        Assert.StartsWith("does not exist", Sound(Path.Combine(clips.Folder, "absent.mp4")));
        Assert.StartsWith("has 0 bytes", Sound(clips.Write("empty.mp4", [])));
        Assert.StartsWith("is a folder", Sound(clips.Folder));
        Assert.StartsWith("is really text: it starts with \"name,label?a\"", Sound(clips.Write("a.mp4", "name,label\na,happy\n"u8.ToArray())));
    }

    [Fact]
    public void Read_BytesOfNoKind_AreRefusedWithoutAddresses()
    {
        string reason = Sound(clips.Write("noise.mp4", [.. Enumerable.Range(0, 3000).Select(i => (byte)(i * i * 31 / 7))]));

        Assert.StartsWith("is damaged or cut short: ffmpeg says \"", reason);
        Assert.DoesNotContain("0x", reason);
        Assert.DoesNotContain(clips.Folder, reason);
    }

    private static string Sound(string path) => Reason(() => SoundReader.Read(path));

    private static string Video(string path) => Reason(() => VideoReader.Read(path, FrameSampling.All).Count());

    private static string Facts(string path) => Reason(() => ClipProbe.Read(path, decode: true));

    private static string Reason(Func<object> read)
    {
        TestClips.Tools();
        return Assert.Throws<ClipException>(read).Reason;
    }
}
