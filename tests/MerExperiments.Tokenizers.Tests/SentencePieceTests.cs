using CsCheck;

namespace MerExperiments.Tokenizers.Tests;

public sealed class SentencePieceTests : IDisposable
{
    private readonly TokenizerFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // Ids: ▁ 3, a 4, b 5, ab 6, ▁ab 7, c 8, x 9 (unused), <USR> 10, user 11, < 12, / 13, s 14, > 15, </ 16, </s 17, bc 18.
    private static SentencePieceBytes Model(int type, bool bytes = false, bool prefix = true, bool single = true) =>
        new SentencePieceBytes { Type = type, ByteFallback = bytes, AddDummyPrefix = prefix, RemoveExtraSpaces = single }.WithUsualStart()
            .Add("▁", -3).Add("a", -4).Add("b", -5).Add("ab", -6).Add("▁ab", -7.5f).Add("c", -5).Add("x", -2, SentencePieceBytes.Unused)
            .Add("<USR>", 0, SentencePieceBytes.UserDefined).Add("user", 0, SentencePieceBytes.UserDefined)
            .Add("<", -8).Add("/", -8).Add("s", -8).Add(">", -8).Add("</", -7).Add("</s", -7).Add("bc", -5.5f);

    [Theory]
    [InlineData("ab", "7")] // -7.5 against -9 (▁ ab) and -12 (▁ a b)
    [InlineData("ab ab", "7 7")]
    [InlineData("  ab   ab  ", "7 7")]
    [InlineData("abc", "3 4 18")] // -12.5, ▁ab c; -12.5, ▁ a bc: of equal ones the longer last piece
    [InlineData("é", "3 0")]
    [InlineData("aéüb", "3 4 0 5")] // a run of unknown characters is one
    [InlineData("x", "3 0")] // an unused piece spells nothing
    [InlineData("auserb", "3 4 11 5")]
    [InlineData("", "")]
    [InlineData("   ", "")]
    [InlineData("\0", "3 0")]
    public void Tokenize_Unigram_IsTheBestPath(string text, string ids) => Assert.Equal(ids, Content(Model(SentencePieceBytes.Unigram), text));

    [Theory]
    [InlineData("ab", "7")] // a b (-6), then ▁ ab (-7.5)
    [InlineData("abc", "3 4 18")] // b c (-5.5) is better than a b (-6)
    [InlineData("ab ab", "7 7")]
    [InlineData("é", "3 0")]
    [InlineData("aéüb", "3 4 0 5")]
    [InlineData("auserb", "3 4 11 5")]
    [InlineData("   ", "")]
    public void Tokenize_Merges_TakeTheBestPairFirst(string text, string ids) => Assert.Equal(ids, Content(Model(SentencePieceBytes.Merges), text));

    [Theory]
    [InlineData(SentencePieceBytes.Unigram, "3 17 15")]
    [InlineData(SentencePieceBytes.Merges, "3 17 15")]
    public void Tokenize_NameOfAControlToken_IsPlainText(int type, string ids) => Assert.Equal(ids, Content(Model(type), "</s>"));

    [Theory]
    [InlineData(SentencePieceBytes.Unigram)]
    [InlineData(SentencePieceBytes.Merges)]
    public void Tokenize_UserDefinedTokenInBrackets_IsPlainText(int type) => Assert.Equal("3 12 0 15", Content(Model(type), "<USR>"));

    [Theory]
    [InlineData(SentencePieceBytes.Unigram)]
    [InlineData(SentencePieceBytes.Merges)]
    public void Tokenize_ByteFallback_SpellsUnknownCharactersAsBytes(int type)
    {
        // é is C3 A9; byte v has the id 3 + v; the pieces start at 259.
        Assert.Equal("259 198 172 260", Content(Model(type, bytes: true), "éa"));
        Assert.Equal("259 3", Content(Model(type, bytes: true), "\0"));
        Assert.Equal("259 268 51", Content(Model(type, bytes: true), "<0")); // no byte is spelt by its name
    }

    [Theory]
    [InlineData(SentencePieceBytes.Unigram)]
    [InlineData(SentencePieceBytes.Merges)]
    public void Tokenize_SpacesAsTheModelSays(int type)
    {
        Assert.Equal("6", Content(Model(type, prefix: false), "ab"));
        Assert.Equal("6 3 7", Content(Model(type, prefix: false, single: false), "ab  ab"));
        Assert.Equal("3 7 3", Content(Model(type, single: false), " ab "));
    }

    [Fact]
    public void Tokenize_MergedThroughAnUnusedPiece_IsTakenApart()
    {
        SentencePieceBytes model = new SentencePieceBytes { Type = SentencePieceBytes.Merges, AddDummyPrefix = false }.WithUsualStart()
            .Add("a", -1).Add("b", -1).Add("c", -1).Add("ab", -2, SentencePieceBytes.Unused).Add("abc", -3);
        Assert.Equal("7", Content(model, "abc"));
        Assert.Equal("3 4", Content(model, "ab"));
    }

    [Fact]
    public void Tokenize_CharacterRules_AreApplied()
    {
        // One rule: the full-width A (EF BC A1) becomes a.
        SentencePieceBytes model = new SentencePieceBytes { CharacterMap = DoubleArray.OneRule([0xEF, 0xBC, 0xA1], "a"), AddDummyPrefix = false }
            .WithUsualStart().Add("a", -1).Add("b", -1).Add("\uff22", -1);
        Assert.Equal("3 4 3 5", Content(model, "aｂＡＢ".Replace("ｂ", "b")));
    }

    [Fact]
    public void Tokenize_FairseqIds_AreShiftedAndTheUnknownMoved()
    {
        TokenizerCard card = _folder.SentencePiece(Model(SentencePieceBytes.Unigram)) with { IdOffset = 1, UnknownId = 3, Before = [0], After = [2] };
        Assert.Equal([0L, 8, 4, 3, 2], _folder.Ids(card, "ab é"));
    }

    [Fact]
    public void Tokenize_Unigram_LikeAllPathsTried()
    {
        TextTokenizer tokenizer = TextTokenizer.Open(_folder.SentencePiece(Model(SentencePieceBytes.Unigram)), _folder.Root);
        Gen.String[Gen.Char["abcé u"], 0, 8].Sample(text =>
        {
            string spaced = string.Join('▁', text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Prepend(""));
            Assert.Contains(string.Join(' ', TokenizerFolder.Content(tokenizer, text)), BestPaths(spaced));
        });
    }

    [Fact]
    public void Tokenize_Merges_LikeAPlainImplementation()
    {
        TextTokenizer tokenizer = TextTokenizer.Open(_folder.SentencePiece(Model(SentencePieceBytes.Merges)), _folder.Root);
        Gen.String[Gen.Char["abc é"], 0, 30].Sample(text =>
        {
            string spaced = string.Join('▁', text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Prepend(""));
            Assert.Equal(Merged(spaced), string.Join(' ', TokenizerFolder.Content(tokenizer, text)));
        });
    }

    /// <summary>Again and again the adjacent pair whose piece has the greatest score, of equal ones the leftmost; then runs of unknown are one.</summary>
    private static string Merged(string text)
    {
        List<string> parts = [.. text.Select(c => c.ToString())];
        while (Best(parts) is var at and >= 0)
        {
            parts[at] += parts[at + 1];
            parts.RemoveAt(at + 1);
        }

        int[] ids = [.. parts.Select(part => Array.Find(Spellings, piece => piece.Text == part).Id)];
        return string.Join(' ', ids.Where((id, i) => id != 0 || i == 0 || ids[i - 1] != 0));
    }

    private static int Best(List<string> parts) => Enumerable.Range(0, Math.Max(0, parts.Count - 1))
        .Select(at => (At: at, Piece: Array.Find(Spellings, piece => piece.Text == parts[at] + parts[at + 1])))
        .Where(pair => pair.Piece.Text is not null).OrderByDescending(pair => pair.Piece.Score).ThenBy(pair => pair.At)
        .Select(pair => pair.At).FirstOrDefault(-1);

    private static readonly (string Text, float Score, int Id)[] Spellings =
        [("▁", -3, 3), ("a", -4, 4), ("b", -5, 5), ("ab", -6, 6), ("▁ab", -7.5f, 7), ("c", -5, 8), ("bc", -5.5f, 18)];

    private static string[] BestPaths(string text)
    {
        (string Pieces, float Score)[] paths = [.. Paths(text)];
        float best = paths.Max(path => path.Score);
        return [.. paths.Where(path => path.Score >= best - 1e-4f).Select(path => path.Pieces.Trim())];
    }

    /// <summary>Every spelling with its score; an unknown character costs the least score, -8, less 10, and a run of them is one id.</summary>
    private static IEnumerable<(string Pieces, float Score)> Paths(string text)
    {
        if (text.Length == 0)
        {
            return [("", 0)];
        }

        bool isUnknown = text[0] is 'é' or 'u';
        return isUnknown
            ? Paths(text[1..]).Select(rest => (rest.Pieces.StartsWith(" 0", StringComparison.Ordinal) ? rest.Pieces : " 0" + rest.Pieces, rest.Score - 18))
            : Spellings.Where(piece => text.StartsWith(piece.Text, StringComparison.Ordinal))
                .SelectMany(piece => Paths(text[piece.Text.Length..]).Select(rest => ($" {piece.Id}{rest.Pieces}", rest.Score + piece.Score)));
    }

    private string Content(SentencePieceBytes model, string text) => string.Join(' ', _folder.Content(_folder.SentencePiece(model), text));
}
