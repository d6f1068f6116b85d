using System.Text;
using MerExperiments.Media.Transcripts;

namespace MerExperiments.Media.Tests.Transcripts;

public sealed class WritingScriptsTests
{
    [Theory]
    [InlineData('A', WritingScript.Latin)]
    [InlineData('ß', WritingScript.Latin)]
    [InlineData('我', WritingScript.Han)]
    [InlineData('〇', WritingScript.Han)]
    [InlineData('の', WritingScript.Kana)]
    [InlineData('カ', WritingScript.Kana)]
    [InlineData('한', WritingScript.Hangul)]
    [InlineData('Ж', WritingScript.Cyrillic)]
    [InlineData('Ω', WritingScript.Greek)]
    [InlineData('ש', WritingScript.Hebrew)]
    [InlineData('ع', WritingScript.Arabic)]
    [InlineData('ก', WritingScript.Thai)]
    [InlineData('ა', WritingScript.Other)]
    [InlineData('7', WritingScript.None)]
    [InlineData('。', WritingScript.None)]
    [InlineData('×', WritingScript.None)]
    public void Of_Character_IsItsScript(char character, WritingScript script) => Assert.Equal(script, WritingScripts.Of(new Rune(character)));

    [Fact]
    public void Of_CharacterBeyondTheBasicPlane_IsHan() => Assert.Equal(WritingScript.Han, WritingScripts.Of(new Rune(0x20000)));

    [Theory]
    [InlineData("我们去KTV吧", "我 们 去 KTV 吧")]
    [InlineData("Don't go, ok?", "Don't go ok")]
    [InlineData("第3集", "第 3 集")]
    [InlineData("……！", "")]
    public void Units_Text_AreCharactersOrWords(string text, string units) => Assert.Equal(units, string.Join(' ', WritingScripts.Units(text)));

    [Fact]
    public void Majority_Texts_CountsTextsNotLetters() =>
        Assert.Equal(WritingScript.Han, WritingScripts.Majority(["你好", "再见", "a very long English sentence", "……"]));
}
