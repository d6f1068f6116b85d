using MerExperiments.AudioText.CrossFitting;
using MerExperiments.Runs;

namespace MerExperiments.AudioText.Tests.CrossFitting;

public sealed class CutNoticeTests
{
    private static readonly AudioTextOptions Options = new() { Model = "tiny", LongestAudio = 64, LongestText = 128 };
    private readonly SaidProgress _progress = new();

    [Fact]
    public void Tell_TextsAndSounds_SaysHowManyTheLongestAndTheKeys()
    {
        new CutNotice().Tell(new RowCuts(4200, 12, 301, 1005, 90), Options, _progress);

        Assert.Equal(
            [
                "audio-text reads 12 of 4,200 transcripts up to token 128 only; the longest has 301: raise audioText.longestText to have them read to the end",
                "audio-text hears 1,005 of 4,200 utterances more coarsely than the others, to fit 64 audio positions; the longest takes 90: raise audioText.longestAudio to hear them alike",
            ],
            _progress.Said);
    }

    [Fact]
    public void Tell_TextsAlone_SaysNothingOfSounds()
    {
        new CutNotice().Tell(new RowCuts(10, 1, 301, 0, 60), Options, _progress);

        Assert.Contains("audioText.longestText", Assert.Single(_progress.Said), StringComparison.Ordinal);
    }

    [Fact]
    public void Tell_ByEveryFold_SaysItOnce()
    {
        var notice = new CutNotice();

        Parallel.For(0, 5, _ => notice.Tell(new RowCuts(10, 1, 301, 0, 60), Options, _progress));

        Assert.Single(_progress.Said);
    }

    /// <summary>Remembers what was said.</summary>
    private sealed class SaidProgress : IRunProgress
    {
        public List<string> Said { get; } = [];

        public IStageProgress Begin(string stage, int total, string unit) => throw new NotSupportedException();

        public void Say(string message) => Said.Add(message);
    }
}
