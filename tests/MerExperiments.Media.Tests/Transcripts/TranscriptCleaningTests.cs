using CsCheck;
using MerExperiments.Media.Transcripts;

namespace MerExperiments.Media.Tests.Transcripts;

public sealed class TranscriptCleaningTests
{
    [Theory]
    [InlineData("  你好 ，\u3000世界\r\n", "你好 ， 世界")]
    [InlineData("{\\an8}你{\\i1}好{\\i0}", "你好")]
    [InlineData("一\\N二\\h三<br/>四", "一 二 三 四")]
    [InlineData("<|zh|><|HAPPY|><|Speech|>好吧", "好吧")]
    [InlineData("我[UNK]不<unk>知道[MASK]", "我 不 知道")]
    [InlineData("<s> a b </s>", "a b")]
    [InlineData("<i>No!</i> <font color=\"#fff\">Yes</font>", "No! Yes")]
    [InlineData("Tom &amp; Jerry&nbsp;&#39;s", "Tom & Jerry 's")]
    [InlineData("&lt;i&gt;x&lt;/i&gt;", "x")]
    [InlineData("♪ la la ♫", "la la")]
    [InlineData("\ufeffa\u200bb\u0007c\u202e", "abc")]
    [InlineData("a < b > c {d} [laughs] AT&T x_y", "a < b > c {d} [laughs] AT&T x_y")]
    [InlineData("क\u094d\u200dष", "क\u094d\u200dष")]
    [InlineData("", "")]
    public void Clean_Text_FollowsTheRules(string text, string clean) => Assert.Equal(clean, TranscriptCleaning.Clean(text));

    [Fact]
    public void Clean_AnyString_HasSingleSpacesAndNoControlCharacter() => Gen.String.Sample(text =>
    {
        string clean = TranscriptCleaning.Clean(text);
        Assert.Equal(clean.Trim(' '), clean);
        Assert.DoesNotContain("  ", clean, StringComparison.Ordinal);
        Assert.DoesNotContain(clean, char.IsControl);
    });

    [Fact]
    public void Leftovers_Text_ListsWhatIsTakenOutOnce() => Assert.Equal(
        ["&amp;", "{\\an8}", "\\N", "<|zh|>", "[UNK]", "<i>", "♪"],
        TranscriptCleaning.Leftovers("{\\an8}<|zh|>a\\Nb[UNK]<|zh|>&amp;♪<i>"));
}
