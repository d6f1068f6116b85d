using MerExperiments.Media.Decoding;

namespace MerExperiments.Media.Tests.Decoding;

public sealed class VideoReaderTests(TestClips clips) : IClassFixture<TestClips>
{
    [Fact]
    public void Read_All_GivesEachFrameItsPlaceTimeAndColour()
    {
        VideoFrame[] frames = [.. VideoReader.Read(clips.Colours("colours.mov"), FrameSampling.All)];

        Assert.Equal(Enumerable.Range(0, 10), frames.Select(frame => frame.Index));
        Assert.Equal(Enumerable.Range(0, 10).Select(i => i * 100.0), frames.Select(frame => frame.Time.TotalMilliseconds), (a, b) => Math.Abs(a - b) < 0.01);
        Assert.All(frames, frame => Assert.Equal((64, 48, 64 * 48 * 3), (frame.Picture.Width, frame.Picture.Height, frame.Picture.Bytes.Length)));
        Assert.All(frames, frame => Assert.Equal([(byte)(10 + frame.Index), 100, (byte)(200 - frame.Index)], frame.Picture.Bytes[^3..].ToArray()));
    }

    public static TheoryData<FrameSampling, int[]> Samplings => new()
    {
        { FrameSampling.Uniform(1), [5] },
        { FrameSampling.Uniform(3), [1, 5, 8] },
        { FrameSampling.Uniform(4), [1, 3, 6, 8] },
        { FrameSampling.Uniform(9), [0, 1, 2, 3, 5, 6, 7, 8, 9] },
        { FrameSampling.Uniform(20), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] },
        { FrameSampling.PerSecond(5), [0, 2, 4, 6, 8] },
        { FrameSampling.PerSecond(3), [0, 4, 7] },
        { FrameSampling.PerSecond(0.1), [0] },
        { FrameSampling.PerSecond(100), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] },
    };

    [Theory]
    [MemberData(nameof(Samplings))]
    public void Read_SomeFrames_AreThoseOfTheRule(FrameSampling sampling, int[] expected)
    {
        VideoFrame[] frames = [.. VideoReader.Read(clips.Colours("colours.mov"), sampling)];

        Assert.Equal(expected, frames.Select(frame => frame.Index));
        Assert.Equal(expected, frames.Select(frame => frame.Picture.Bytes.Span[0] - 10));
        Assert.Equal(expected.Select(i => i * 100.0), frames.Select(frame => frame.Time.TotalMilliseconds), (a, b) => Math.Abs(a - b) < 0.01);
    }

    [Fact]
    public void Read_UniformOfALyingContainer_SpreadsOverWhatPlays() =>
        Assert.Equal([5, 15], VideoReader.Read(clips.Lying("lying.mkv"), FrameSampling.Uniform(2)).Select(frame => frame.Index));

    [Theory]
    [InlineData(32, 32, 24)]
    [InlineData(64, 64, 48)]
    [InlineData(1280, 64, 48)]
    public void Read_LargerThanAllowed_IsScaledDown(int side, int width, int height)
    {
        Picture picture = VideoReader.Read(clips.Colours("colours.mov"), FrameSampling.Uniform(1), new DecodingOptions { LargestSidePixels = side }).Single().Picture;

        Assert.Equal((width, height), (picture.Width, picture.Height));
        Assert.Equal([15, 100, 195], picture.Bytes[..3].ToArray());
    }

    [Fact]
    public void Read_TurnedClip_IsUpright()
    {
        Picture picture = VideoReader.Read(clips.Turned("turned.mp4"), FrameSampling.Uniform(1)).Single().Picture;

        Assert.Equal((48, 64), (picture.Width, picture.Height));
    }

    [Fact]
    public void Read_RealClip_HoldsItsFrames()
    {
        TestClips.Tools();
        VideoFrame[] frames = [.. VideoReader.Read(TestClips.Asset("clips/single_face.mp4"), FrameSampling.Uniform(8))];

        Assert.Equal([4, 13, 22, 31, 40, 49, 58, 67], frames.Select(frame => frame.Index));
        Assert.All(frames, frame => Assert.InRange(frame.Time.TotalSeconds - (frame.Index / 30.0), -1e-3, 1e-3));
    }

    [Theory]
    [InlineData("ten.mkv", "ffv1 -pix_fmt yuv420p10le")]
    [InlineData("ten.webm", "libvpx-vp9 -deadline realtime -cpu-used 8 -pix_fmt yuv420p10le")]
    [InlineData("sixteen.mkv", "ffv1 -pix_fmt rgb48le")]
    public void Read_MoreThanEightBitsAChannel_GivesEightBitPictures(string name, string codec)
    {
        string clip = clips.Make(name, $"-f lavfi -i color=red:size=320x240:rate=10:duration=2 -c:v {codec}");
        using var rescue = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        VideoFrame[] frames = [.. VideoReader.Read(clip, FrameSampling.All, cancellation: rescue.Token)];

        Assert.Equal(Enumerable.Range(0, 20), frames.Select(frame => frame.Index));
        Assert.All(frames, frame => Assert.Equal((320, 240), (frame.Picture.Width, frame.Picture.Height)));
        Assert.All(frames, frame => Assert.True(frame.Picture.Bytes.Span[0] < 5 && frame.Picture.Bytes.Span[2] > 250));
    }

    [Fact]
    public void Measure_LongerThanAllowed_StopsBeforeDamageFurtherOn()
    {
        string cut = clips.Cut(clips.Talking("whole.mkv"), "cut.mkv", 0.8);
        var options = new DecodingOptions { LongestSeconds = 0.5 };

        Assert.StartsWith("is damaged", Assert.Throws<ClipException>(() => VideoReader.Read(cut, FrameSampling.Uniform(2)).Count()).Reason);
        Assert.StartsWith("plays longer", Assert.Throws<ClipException>(() => VideoReader.Read(cut, FrameSampling.Uniform(2), options).Count()).Reason);
    }

    [Fact]
    public void Read_LongerThanAllowed_IsRefused()
    {
        string clip = clips.Talking("talking.mp4");
        var options = new DecodingOptions { LongestSeconds = 1 };

        Assert.Throws<ClipException>(() => VideoReader.Read(clip, FrameSampling.All, options).Count());
        Assert.Throws<ClipException>(() => VideoReader.Read(clip, FrameSampling.Uniform(2), options).Count());
    }

    [Fact]
    public void Read_LeftEarly_LeavesNoProcessBehind()
    {
        string clip = clips.Make("long.mp4", "-f lavfi -i testsrc=size=640x480:rate=25:duration=20 -c:v mpeg4");
        int whileReading = 0;
        foreach (VideoFrame _ in VideoReader.Read(clip, FrameSampling.All))
        {
            whileReading = Processes(clip);
            break;
        }

        Assert.Equal((1, 0), (whileReading, Processes(clip)));
    }

    [Fact]
    public void Read_CancelledMidway_StopsAndLeavesNoProcessBehind()
    {
        string clip = clips.Make("long.mp4", "-f lavfi -i testsrc=size=640x480:rate=25:duration=20 -c:v mpeg4");
        using var stop = new CancellationTokenSource();
        int frames = 0;

        Assert.Throws<OperationCanceledException>(() =>
        {
            foreach (VideoFrame _ in VideoReader.Read(clip, FrameSampling.All, cancellation: stop.Token))
            {
                frames++;
                stop.Cancel();
            }
        });
        Assert.Equal((1, 0), (frames, Processes(clip)));
    }

    [Fact]
    public void Read_ReaderSlowerThanFFmpeg_LosesNoFrame()
    {
        int frames = 0;
        foreach (VideoFrame frame in VideoReader.Read(clips.Make("c.mp4", "-f lavfi -i testsrc=size=320x240:rate=10:duration=4 -c:v mpeg4"), FrameSampling.All))
        {
            Assert.Equal(frames++, frame.Index);
            frame.Picture.Resized(900, 700);
        }

        Assert.Equal(40, frames);
    }

    /// <summary>The running programs that were given a file by name.</summary>
    private static int Processes(string file)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "running programs are counted through /proc");
        return Directory.EnumerateDirectories("/proc").Count(process => Arguments(process).Contains(file));
    }

    private static string Arguments(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
