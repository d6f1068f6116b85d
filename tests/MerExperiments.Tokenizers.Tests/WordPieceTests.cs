using CsCheck;

namespace MerExperiments.Tokenizers.Tests;

public sealed class WordPieceTests : IDisposable
{
    private static readonly string[] Tokens = ["un", "##aff", "##able", "a", "##b", "##c", "你", "好", "!", "[", "]", "e", "sep", "##d", "i", "\U00020000", "b"];

    private readonly TokenizerFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("unaffable", "5 6 7")] // the example of the BERT paper's code
    [InlineData("UNAFFABLE", "5 6 7")]
    [InlineData("unaffables", "1")] // one piece fails: the whole word is unknown
    [InlineData("ab abc", "8 9 8 9 10")]
    [InlineData("你好", "11 12")] // each Chinese character is a word
    [InlineData("a你b", "8 11 21")]
    [InlineData("\U00020000", "20")] // beyond the basic plane
    [InlineData("a!a", "8 13 8")]
    [InlineData("é É e\u0301", "16 16 16")] // accents off, composed or not
    [InlineData("İ", "19")] // i without its dot above
    [InlineData("a\tb\nb\u3000b\u2028b", "8 21 21 21 21")] // white space of all kinds
    [InlineData("a\0b a\u200bb a\u00adb a\ufffdb", "8 9 8 9 8 9 8 9")] // what is dropped joins its neighbours
    [InlineData("", "")]
    [InlineData(" \t ", "")]
    public void Tokenize_Text_IsWhatBertDefines(string text, string ids) => Assert.Equal(ids, Content(text));

    [Fact]
    public void Tokenize_WordOfHundred_IsSpeltAndOfHundredAndOneIsUnknown()
    {
        Assert.Equal("8" + string.Concat(Enumerable.Repeat(" 9", 99)), Content("a" + new string('b', 99)));
        Assert.Equal("1", Content("a" + new string('b', 100)));
    }

    [Theory]
    [InlineData("[SEP]", "14 17 15")]
    [InlineData("[sep][SEP]", "14 17 15 14 17 15")]
    [InlineData("[CLS]", "14 1 15")]
    [InlineData("a [MASK] b", "8 14 1 15 21")]
    public void Tokenize_NameOfASpecialToken_IsPlainText(string text, string ids) => Assert.Equal(ids, Content(text));

    [Fact]
    public void Tokenize_SpecialTokenWithoutPunctuation_IsUnknownInText()
    {
        TokenizerCard card = _folder.WordPiece([.. Tokens, "BEGIN"]) with { LowerCase = false, Before = ["BEGIN"], After = [] };
        Assert.Equal([22L, 1L], _folder.Ids(card, "BEGIN"));
    }

    [Fact]
    public void Tokenize_CasedModel_KeepsCaseAndAccents()
    {
        TokenizerCard card = _folder.WordPiece("A", "É", "a", "e") with { LowerCase = false };
        Assert.Equal([5L, 7, 6], _folder.Content(card, "A a É"));
        Assert.Equal([5L, 7, 1], _folder.Content(card with { StripAccents = true }, "A a É"));
    }

    [Fact]
    public void Tokenize_ChineseNotSplit_IsOneWord()
    {
        TokenizerCard card = _folder.WordPiece("你", "##好") with { SplitChinese = false };
        Assert.Equal([5L, 6], _folder.Content(card, "你好"));
    }

    [Fact]
    public void Tokenize_Korean_DecomposesWithTheAccents() =>
        Assert.Equal([5L, 6, 7], _folder.Content(_folder.WordPiece("\u1112", "##\u1161", "##\u11ab"), "한"));

    [Fact]
    public void Tokenize_Special_StandAroundTheText()
    {
        TokenizedText tokens = TextTokenizer.Open(_folder.WordPiece(Tokens), _folder.Root).Tokenize("a b");
        Assert.Equal([2L, 8, 21, 3], tokens.Ids);
        Assert.Equal([false, true, true, false], tokens.IsContent);
    }

    [Fact]
    public void Tokenize_HalfASurrogatePair_IsDropped() => Assert.Equal("8 9", Content("a\ud800b"));

    [Fact]
    public void Tokenize_LikeAPlainImplementation()
    {
        TextTokenizer tokenizer = TextTokenizer.Open(_folder.WordPiece(Tokens), _folder.Root);
        Gen.String[Gen.Char["ab你cun!affable éd"], 0, 40].Sample(text =>
            Assert.Equal(Plainly(text), string.Join(' ', TokenizerFolder.Content(tokenizer, text))));
    }

    /// <summary>Greedy longest match first, written down once more without care for speed.</summary>
    private static string Plainly(string text)
    {
        string[] vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", .. Tokens];
        string spaced = text.Replace("你", " 你 ").Replace("!", " ! ").Replace('é', 'e');
        return string.Join(' ', spaced.Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(word => Word(word, vocabulary)));
    }

    private static List<int> Word(string word, string[] vocabulary)
    {
        var ids = new List<int>();
        for (int start = 0, end; start < word.Length; start = end)
        {
            for (end = word.Length; end > start && Id(word, start, end, vocabulary) < 0; end--)
            {
            }

            if (end == start)
            {
                return [1];
            }

            ids.Add(Id(word, start, end, vocabulary));
        }

        return ids;
    }

    private static int Id(string word, int start, int end, string[] vocabulary) =>
        Array.IndexOf(vocabulary, (start > 0 ? "##" : "") + word[start..end]);

    private string Content(string text) => string.Join(' ', _folder.Content(_folder.WordPiece(Tokens), text));
}
