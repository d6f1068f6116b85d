using MerExperiments.Media.Decoding;

namespace MerExperiments.Media.Tests.Decoding;

public sealed class FFmpegProcessTests
{
    [Fact]
    public void Finish_MoreOutputThanAPipeHolds_EndsThoughNobodyReads()
    {
        string[] arguments = ["-nostdin", "-v", "error", "-f", "lavfi", "-i", "testsrc=size=640x480:duration=1", "-pix_fmt", "rgb24", "-f", "rawvideo", "pipe:1"];
        using var rescue = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var process = new FFmpegProcess(TestClips.Tools().FFmpegPath, arguments, null, rescue.Token);

        Assert.Empty(process.Finish());
    }
}
