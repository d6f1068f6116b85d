using MerExperiments.Media.Transcripts;

namespace MerExperiments.Media.Tests.Transcripts;

public sealed class TranscriptMergeTests
{
    private static readonly TranscriptMerge Merge = new(new TranscriptAudit(new TranscriptAuditOptions { ExpectedScripts = [WritingScript.Han] }));

    [Fact]
    public void Choose_CheckedSubtitle_ComesFirstAndIsCleaned()
    {
        TranscriptChoice choice = One([Asr(("a", "你好")), Subtitle(("a", " {\\an8}您好 "))]);
        Assert.Equal(("您好", "subtitle", "the first checked text that is not empty"), (choice.Text, choice.Source, choice.Why));
        Assert.Equal([new TranscriptRejection("asr", "你好", "subtitle comes first")], choice.Rejected);
    }

    [Fact]
    public void Choose_CheckedSubtitleWithFindings_StaysAndIsListed()
    {
        TranscriptMergeResult result = Merge.Choose(["a"], [Subtitle(("a", "Oh my God")), Asr(("a", "哦我的天"))]);
        Assert.Equal("Oh my God", Assert.Single(result.Choices).Text);
        Assert.Equal(("subtitle", TranscriptRule.WrongScript), (result.Findings[0].Source, Assert.Single(result.Findings).Rule));
    }

    [Fact]
    public void Choose_EmptySubtitle_GivesWayToTheRecogniser()
    {
        TranscriptChoice choice = One([Subtitle(("a", " <i></i> ")), Asr(("a", "<|zh|>你好"))]);
        Assert.Equal(("你好", "asr", "no checked text; the first other text that the audit does not reject"), (choice.Text, choice.Source, choice.Why));
        Assert.Equal("nothing is left after cleaning", Assert.Single(choice.Rejected).Why);
    }

    [Fact]
    public void Choose_RejectedRecogniser_GivesWayToTheNext()
    {
        TranscriptChoice choice = One([Asr(("a", "you you")), Asr(("a", "你好")) with { Name = "second" }]);
        Assert.Equal("second", choice.Source);
        Assert.Equal("1 of the letters are Latin; expected is Han", Assert.Single(choice.Rejected).Why);
    }

    [Fact]
    public void Choose_NothingUsable_IsNone()
    {
        TranscriptChoice rejected = One([Asr(("a", "you you"))]), empty = One([Asr(("a", ""))]), absent = One([Asr(("b", "你好"))]);
        Assert.Equal((null, "none", "every text was rejected"), (rejected.Text, rejected.Source, rejected.Why));
        Assert.Equal(("", "none", "every text is empty"), (empty.Text, empty.Source, empty.Why));
        Assert.Equal((null, "none", "no source has the utterance"), (absent.Text, absent.Source, absent.Why));
    }

    [Fact]
    public void Choose_TooFast_IsRejectedByTheClipsDuration()
    {
        TranscriptSource[] sources = [Asr(("a", "一二三四五六七八九十一二三"))];
        var durations = new Dictionary<string, TimeSpan> { ["a"] = TimeSpan.FromSeconds(1) };
        Assert.Null(Assert.Single(Merge.Choose(["a"], sources, durations).Choices).Text);
        Assert.NotNull(Assert.Single(Merge.Choose(["a"], sources).Choices).Text);
    }

    [Fact]
    public void Choose_SourcesOfOneName_AreRefused() =>
        Assert.Throws<InvalidInputException>(() => One([Asr(("a", "x")), Asr(("a", "y")), Asr() with { Name = "none" }]));

    private static TranscriptChoice One(TranscriptSource[] sources) => Assert.Single(Merge.Choose(["a"], sources).Choices);

    private static TranscriptSource Asr(params (string Name, string Text)[] texts) => new("asr", false, texts.ToDictionary(t => t.Name, t => t.Text));

    private static TranscriptSource Subtitle(params (string Name, string Text)[] texts) => new("subtitle", true, texts.ToDictionary(t => t.Name, t => t.Text));
}
