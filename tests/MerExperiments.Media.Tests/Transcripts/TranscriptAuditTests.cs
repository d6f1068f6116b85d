using MerExperiments.Media.Transcripts;

namespace MerExperiments.Media.Tests.Transcripts;

public sealed class TranscriptAuditTests
{
    private static readonly TranscriptAudit Chinese = new(new TranscriptAuditOptions { ExpectedScripts = [WritingScript.Han] });

    [Theory]
    [InlineData("你怎么来了？", 2.0, "")]
    [InlineData("", 2.0, "Empty Reject 0")]
    [InlineData("<|nospeech|> ", 2.0, "Empty Reject 0, LeftoverTokens Note 1")]
    [InlineData("……！", 2.0, "NothingSpoken Reject 3")]
    [InlineData("I don't know what you mean", 2.0, "WrongScript Reject 1")]
    [InlineData("ありがとうございます", 2.0, "WrongScript Reject 1")]
    [InlineData("我爱ABCD你们", 2.0, "LanguageFlip Note 0.5")] // 4 of 8 is not more than half
    [InlineData("我们去KT吧好不好呀啊", 2.0, "")] // 2 of 11
    [InlineData("{\\an8}你好[UNK]", 2.0, "LeftoverTokens Note 2")]
    [InlineData("你\ufffd好\ufffd", 2.0, "LostCharacters Reject 2")]
    [InlineData("一二三四五六七八九十一二三", 1.0, "TooFast Reject 13")]
    [InlineData("一二三四五六七八九十一二", 1.0, "")] // 12 a second are allowed
    [InlineData("好", 10.0, "TooSlow Note 0.1")]
    [InlineData("好", 3.9, "")]
    [InlineData("谢谢大家谢谢大家谢谢大家谢谢大家", 4.0, "RepeatedPhrase Reject 4")]
    [InlineData("谢谢大家谢谢大家谢谢大家", 4.0, "")]
    [InlineData("哈哈哈哈哈哈哈哈", 4.0, "RepeatedUnit Note 8")] // laughter is no loop
    [InlineData("哈哈哈哈哈哈哈", 4.0, "")]
    public void Of_Text_FindsWhatIsWrong(string text, double seconds, string findings) => Assert.Equal(
        findings,
        string.Join(", ", Chinese.Of("clip", "asr", text, TimeSpan.FromSeconds(seconds)).Select(f => FormattableString.Invariant($"{f.Rule} {f.Severity} {f.Value:0.##}"))));

    [Fact]
    public void Of_WithoutDuration_DoesNotJudgeSpeed() => Assert.Empty(Chinese.Of("clip", "asr", "一二三四五六七八九十一二三"));

    [Fact]
    public void Of_LongText_IsFoundByItsCharacters()
    {
        string text = string.Concat(Enumerable.Range(0, 301).Select(i => (char)(0x4e00 + i)));
        Assert.Equal(TranscriptRule.TooLong, Assert.Single(Chinese.Of("clip", "asr", text)).Rule);
        Assert.Empty(Chinese.Of("clip", "asr", text[1..]));
    }

    [Fact]
    public void Of_Words_AreCountedInOtherScripts()
    {
        var audit = new TranscriptAudit(new TranscriptAuditOptions { ExpectedScripts = [WritingScript.Latin] });
        Assert.Empty(audit.Of("clip", "asr", "one two three four five six seven", TimeSpan.FromSeconds(1)));
        Assert.Equal(TranscriptRule.TooFast, Assert.Single(audit.Of("clip", "asr", "one two three four five six seven eight", TimeSpan.FromSeconds(1))).Rule);
        Assert.Equal("\"you know\" stands 4 times on end; 4 is a recogniser's loop", Assert.Single(audit.Of("clip", "asr", "so you know You know you know, you know what")).Detail);
    }

    [Fact]
    public void Of_Finding_CarriesTheTextAndTheRule()
    {
        TranscriptFinding finding = Assert.Single(Chinese.Of("clip", "asr", "abc 好"));
        Assert.Equal(("clip", "asr", "abc 好"), (finding.Name, finding.Source, finding.Text));
        Assert.Equal("0.75 of the letters are Latin; expected is Han", finding.Detail);
    }

    [Fact]
    public void ScriptsOf_Corpus_AreItsMajoritys()
    {
        Assert.Equal([WritingScript.Han], TranscriptAudit.ScriptsOf(["你好", "hello", "再见"]));
        Assert.Equal([WritingScript.Kana, WritingScript.Han], TranscriptAudit.ScriptsOf(["ありがとう", "そうですね"]));
        Assert.Empty(TranscriptAudit.ScriptsOf(["", "!!"]));
    }

    [Fact]
    public void Constructor_ImpossibleBounds_AreNamedTogether()
    {
        var options = new TranscriptAuditOptions { WrongScriptShare = 0, RepeatedPhraseTimes = 1, LongestText = 0 };
        InvalidInputException refusal = Assert.Throws<InvalidInputException>(() => new TranscriptAudit(options));
        Assert.Equal(["transcriptAudit.wrongScriptShare", "transcriptAudit.repeatedPhraseTimes", "transcriptAudit.longestText", "transcriptAudit.flipShare"], refusal.Faults.Select(fault => fault.Place));
    }
}
