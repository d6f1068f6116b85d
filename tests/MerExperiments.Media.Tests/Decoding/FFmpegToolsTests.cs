using MerExperiments.Media.Decoding;

namespace MerExperiments.Media.Tests.Decoding;

public sealed class FFmpegToolsTests
{
    [Fact]
    public void Find_FolderWithoutThem_NamesBothAndSaysHowToInstall()
    {
        using var folder = new TemporaryFolder();
        var refusal = Assert.Throws<InvalidInputException>(() => FFmpegTools.Find(folder.Path));

        Assert.Equal([folder.Path, folder.Path], refusal.Faults.Select(fault => fault.Place));
        Assert.StartsWith("has no ffmpeg, which decodes clips; install ffmpeg: ", refusal.Faults[0].Problem);
        Assert.StartsWith("has no ffprobe, which decodes clips; install ffmpeg: ", refusal.Faults[1].Problem);
        Assert.All(["sudo apt install ffmpeg", "winget install", "brew install ffmpeg"], words => Assert.Contains(words, FFmpegTools.HowToInstall));
    }

    [Fact]
    public void Find_FileThatIsNoProgram_SaysSo()
    {
        using var folder = new TemporaryFolder();
        string ending = OperatingSystem.IsWindows() ? ".exe" : "";
        folder.Write($"ffmpeg{ending}", [0]);
        folder.Write($"ffprobe{ending}", [0]);

        Assert.Contains("does not run", Assert.Throws<InvalidInputException>(() => FFmpegTools.Find(folder.Path)).Message);
    }

    [Fact]
    public void Find_Installed_KnowsItsVersion() => Assert.Matches(@"\d", TestClips.Tools().Version);

    [Fact]
    public void Options_OutOfRange_AreAllNamed()
    {
        var options = new DecodingOptions { LongestSeconds = 0, LargestSidePixels = 8 };
        var refusal = Assert.Throws<InvalidInputException>(() => VideoReader.Read("a.mp4", FrameSampling.All, options));

        Assert.Equal(["decoding.longestSeconds", "decoding.largestSidePixels"], refusal.Faults.Select(fault => fault.Place));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Sampling_OfNothing_IsRefused(int count)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => FrameSampling.Uniform(count));
        Assert.Throws<ArgumentOutOfRangeException>(() => FrameSampling.PerSecond(count));
    }
}
