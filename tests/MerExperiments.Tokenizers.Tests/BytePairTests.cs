using System.Text;
using CsCheck;

namespace MerExperiments.Tokenizers.Tests;

public sealed class BytePairTests : IDisposable
{
    // Ids: bc 256, ab 257, abc 258, ä 259, (space)a 260, <|endoftext|> 261.
    private static readonly string[] Merges = ["b c", "a b", "ab c", "Ã ¤", "Ġ a"];
    private static readonly string[] Tokens = ["bc", "ab", "abc", "Ã¤", "Ġa", "<|endoftext|>"];

    private readonly TokenizerFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("abc", "97 256")] // b c is merged before a b, so abc is never reached
    [InlineData("ab", "257")]
    [InlineData("aab", "97 257")]
    [InlineData("x a", "120 260")]
    [InlineData("x ab", "120 32 257")] // a b is merged before (space) a
    [InlineData("ä", "259")] // U+00E4 is the bytes C3 A4
    [InlineData("\n", "10")]
    [InlineData("\0", "0")]
    [InlineData("\u00ad", "194 173")]
    [InlineData("你", "228 189 160")]
    [InlineData("😀", "240 159 152 128")]
    [InlineData("", "")]
    public void Tokenize_Text_IsWhatTheMergesGive(string text, string ids) => Assert.Equal(ids, Content(text));

    [Fact]
    public void Tokenize_NameOfASpecialToken_IsBytes() =>
        Assert.Equal("60 124 101 110 100 111 102 116 101 120 116 124 62", Content("<|endoftext|>"));

    [Fact]
    public void Tokenize_Gpt2Words_AreCutBeforeMerging()
    {
        // "'s" is a word, so the merge of t and ' never sees both.
        TokenizerCard card = _folder.BytePair(["t '", "1 2"], "t'", "12");
        Assert.Equal([116L, 39, 115], _folder.Content(card, "t's"));
        Assert.Equal([257L, 51], _folder.Content(card, "123"));
    }

    [Theory]
    [InlineData(WordPatterns.Qwen2, "49 50 51 52")] // one digit is a word
    [InlineData(WordPatterns.Llama3, "256 51 52")] // up to three are
    [InlineData(WordPatterns.Gpt2, "256 257")] // all are
    public void Tokenize_Digits_AreCutAsThePatternSays(string pattern, string ids)
    {
        TokenizerCard card = _folder.BytePair(["1 2", "3 4"], "12", "34") with { WordPattern = pattern };
        Assert.Equal(ids, string.Join(' ', _folder.Content(card, "1234")));
    }

    [Fact]
    public void Tokenize_LettersBeyondTheBasicPlane_AreLetters()
    {
        // U+20000 is F0 A0 80 80: letters before and after it are one word with it, so that "Ģ a" (byte 80, a) may merge.
        TokenizerCard card = _folder.BytePair(["Ģ a"], "Ģa");
        Assert.Equal([240L, 160, 128, 256], _folder.Content(card, "\U00020000a"));
    }

    [Fact]
    public void Tokenize_PrefixSpace_IsPutBeforeAWordOnly()
    {
        TokenizerCard card = _folder.BytePair(Merges, Tokens) with { AddPrefixSpace = true };
        Assert.Equal([260L], _folder.Content(card, "a"));
        Assert.Equal([260L], _folder.Content(card, " a"));
        Assert.Empty(_folder.Content(card, ""));
    }

    [Fact]
    public void Tokenize_Composed_TakesTheComposedForm()
    {
        TokenizerCard card = _folder.BytePair(Merges, Tokens);
        Assert.Equal([97L, 204, 136], _folder.Content(card, "a\u0308"));
        Assert.Equal([259L], _folder.Content(card with { Compose = true }, "a\u0308"));
    }

    [Theory]
    [InlineData("e\u0323\u0302", "\u1ec7")] // two marks in order
    [InlineData("e\u0302\u0323", "\u1ec7")] // and out of order
    [InlineData("\u1112\u1161\u11ab", "한")]
    [InlineData("\u212b", "\u00c5")] // the unit angstrom
    [InlineData("\u0958", "\u0915\u093c")] // excluded from composition
    [InlineData("a\u0315\u0300", "\u00e0\u0315")]
    [InlineData("q\u0307\u0323", "q\u0323\u0307")]
    public void Tokenize_Composed_IsNormalizationFormC(string text, string composed)
    {
        TokenizerCard card = _folder.BytePair(Merges, Tokens) with { Compose = true };
        Assert.Equal(Encoding.UTF8.GetBytes(composed).Select(value => (long)value), Bytes(_folder.Content(card, text)));
    }

    [Fact]
    public void Tokenize_HalfASurrogatePair_IsAReplacementCharacter() => Assert.Equal("239 191 189", Content("\ud800"));

    [Fact]
    public void Tokenize_LikeAPlainImplementation()
    {
        TextTokenizer tokenizer = TextTokenizer.Open(_folder.BytePair(Merges, Tokens), _folder.Root);
        Gen.String[Gen.Char["aabbcc ä你x"], 0, 40].Sample(text =>
            Assert.Equal(Plainly(text), string.Join(' ', TokenizerFolder.Content(tokenizer, text))));
    }

    /// <summary>GPT-2's words over this alphabet, each merged pair by pair: again and again the first merge of the list that applies, everywhere.</summary>
    private static string Plainly(string text)
    {
        Dictionary<string, int> ids = TokenizerFolder.ByteVocabulary(Tokens);
        char[] letters = [.. ids.OrderBy(pair => pair.Value).Take(256).Select(pair => pair.Key[0])];
        return string.Join(' ', Words(text).SelectMany(word => Merged(Encoding.UTF8.GetBytes(word).Select(value => letters[value].ToString()).ToList())).Select(t => ids[t]));
    }

    private static List<string> Merged(List<string> parts)
    {
        string[][] merges = [.. Merges.Select(merge => merge.Split(' '))];
        while (merges.FirstOrDefault(m => parts.Zip(parts.Skip(1)).Contains((m[0], m[1]))) is { } best)
        {
            for (int i = 0; i + 1 < parts.Count; i++)
            {
                if (parts[i] == best[0] && parts[i + 1] == best[1])
                {
                    parts[i] += parts[i + 1];
                    parts.RemoveAt(i + 1);
                }
            }
        }

        return parts;
    }

    /// <summary>A run of letters takes one space before it; of more spaces the others are a word.</summary>
    private static List<string> Words(string text)
    {
        var words = new List<string>();
        for (int at = 0; at < text.Length;)
        {
            int spaces = text.AsSpan(at).IndexOfAnyExcept(' ');
            spaces = spaces < 0 ? text.Length - at : spaces;
            if (at + spaces == text.Length || spaces > 1)
            {
                int length = at + spaces == text.Length ? spaces : spaces - 1;
                words.Add(text.Substring(at, length));
                at += length;
                continue;
            }

            int letters = text.AsSpan(at + spaces).IndexOf(' ');
            int end = letters < 0 ? text.Length : at + spaces + letters;
            words.Add(text[at..end]);
            at = end;
        }

        return words;
    }

    private static IEnumerable<long> Bytes(long[] ids) => ids.SelectMany<long, long>(id => id switch
    {
        256 => [98, 99],
        257 => [97, 98],
        258 => [97, 98, 99],
        259 => [0xC3, 0xA4],
        260 => [32, 97],
        _ => [id],
    });

    private string Content(string text) => string.Join(' ', _folder.Content(_folder.BytePair(Merges, Tokens), text));
}
