using System.Text.Json;
using System.Text.Json.Serialization;
using CsCheck;
using MerExperiments.Storage;

namespace MerExperiments.Tokenizers.Tests;

public sealed class TextTokenizerTests : IDisposable
{
    private static readonly Gen<string> AnyText = Gen.OneOf(
        Gen.String, Gen.String[Gen.Char['\ud7f0', '\ue010'], 0, 10], Gen.String[Gen.Char["[SEP]<s/|>▁ a你é\0\n"], 0, 30]);

    private readonly TokenizerFolder _folder = new();

    public static TheoryData<string> Kinds => [.. Enum.GetNames<TokenizerKind>(), "SentencePieceMerges"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Tokenize_AnyString_GivesIdsOfTheVocabularyAndMarksTheSpecial(string kind)
    {
        TextTokenizer tokenizer = TextTokenizer.Open(CardOf(kind) with { LongestLength = 20 }, _folder.Root);
        AnyText.Sample(text =>
        {
            TokenizedText tokens = tokenizer.Tokenize(text);
            Assert.All(tokens.Ids, id => Assert.InRange(id, 0, tokenizer.VocabularySize - 1));
            Assert.Equal(tokens.Ids.Length - 2, tokens.IsContent.Count(content => content));
            Assert.InRange(tokens.Ids.Length, 2, 20);
            Assert.Equal((tokens.Ids[0], tokens.Ids[^1]), (tokenizer.Tokenize("").Ids[0], tokenizer.Tokenize("").Ids[1]));
            Assert.DoesNotContain(tokens.Ids[0], tokens.Ids[1..^1]);
            Assert.DoesNotContain(tokens.Ids[^1], tokens.Ids[1..^1]);
        });
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Tokenize_ByManyThreads_GivesTheSameIds(string kind)
    {
        TextTokenizer tokenizer = TextTokenizer.Open(CardOf(kind), _folder.Root);
        string[] texts = [.. Enumerable.Range(0, 400).Select(i => $"ab {i % 97} 你好 é{(char)('a' + (i % 26))}\U00020000 abc unaffable")];
        long[][] alone = [.. texts.Select(text => tokenizer.Tokenize(text).Ids)];
        TextTokenizer shared = TextTokenizer.Open(CardOf(kind), _folder.Root);
        long[][] together = [.. texts.AsParallel().AsOrdered().WithDegreeOfParallelism(4).Select(text => shared.Tokenize(text).Ids)];
        Assert.Equal(alone, together);
    }

    [Fact]
    public void Tokenize_Prompt_StandsAroundTheTextAndIsNoContent()
    {
        TokenizerCard card = _folder.WordPiece("a", "b", "c") with { PromptPrefix = "a [SEP]", PromptSuffix = "c" };
        TokenizedText tokens = TextTokenizer.Open(card, _folder.Root).Tokenize("b b");
        Assert.Equal([2L, 5, 1, 1, 1, 6, 6, 7, 3], tokens.Ids);
        Assert.Equal([5, 6], Enumerable.Range(0, tokens.Ids.Length).Where(i => tokens.IsContent[i]));
    }

    [Fact]
    public void Tokenize_LongText_LosesItsEndOnly()
    {
        TokenizerCard card = _folder.WordPiece("a", "b", "c") with { PromptSuffix = "c", LongestLength = 5 };
        Assert.Equal([2L, 5, 6, 7, 3], _folder.Ids(card, "a b a b"));
        Assert.Equal([2L, 5, 6, 7, 3], _folder.Ids(card, "a b"));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Content_AnyString_IsWhatTokenizeMarksAsContentAndIsNeverCut(string kind)
    {
        TextTokenizer tokenizer = TextTokenizer.Open(CardOf(kind) with { LongestLength = 1000 }, _folder.Root);
        TextTokenizer shorter = TextTokenizer.Open(CardOf(kind) with { LongestLength = 3 }, _folder.Root);
        AnyText.Sample(text => Assert.Equal(TokenizerFolder.Content(tokenizer, text).Select(id => (int)id), shorter.Content(text)));
    }

    [Fact]
    public void Open_Card_IsBoundFromJson()
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
        };
        TokenizerCard card = JsonSerializer.Deserialize<TokenizerCard>(
            """{ "kind": "byte-pair", "vocabulary": { "file": "vocab.json" }, "merges": { "file": "merges.txt" }, "before": [300, "x"], "after": [], "padding": "left", "longestLength": 9 }""",
            options)!;
        _folder.BytePair([]);
        TextTokenizer tokenizer = TextTokenizer.Open(card, _folder.Root);
        Assert.Equal([300L, 120, 97], tokenizer.Tokenize("a").Ids);
        Assert.Equal((301, 0, PaddingSide.Left), (tokenizer.VocabularySize, tokenizer.PadId, card.Padding));
    }

    [Fact]
    public void PadId_NotGiven_IsTheVocabularysOwn()
    {
        Assert.Equal(0, TextTokenizer.Open(_folder.WordPiece("a"), _folder.Root).PadId);
        Assert.Equal(256, TextTokenizer.Open(_folder.BytePair([], "<pad>"), _folder.Root).PadId);
        Assert.Equal(7, TextTokenizer.Open(_folder.BytePair([], "<pad>") with { PadId = 7 }, _folder.Root).PadId);
    }

    [Fact]
    public void HashesOf_Files_AreThoseOfTheirBytes()
    {
        TokenizerCard card = _folder.BytePair([]);
        Assert.Equal([ContentHash.OfFileOnce(Path.Combine(_folder.Root, "vocab.json")), ContentHash.OfFileOnce(Path.Combine(_folder.Root, "merges.txt"))],
            TextTokenizer.HashesOf(card, _folder.Root));
    }

    private TokenizerCard CardOf(string kind) => kind switch
    {
        nameof(TokenizerKind.WordPiece) => _folder.WordPiece("a", "##b", "##c", "b", "你", "[", "]", "sep", "un", "##aff", "##able"),
        nameof(TokenizerKind.BytePair) => _folder.BytePair(["a b", "Ġ a"], "ab", "Ġa", "<s>", "</s>") with { Before = ["<s>"], After = ["</s>"] },
        nameof(TokenizerKind.TokenizerJson) => _folder.TokenizerJson(TokenizerJsonTests.BytePair()),
        nameof(TokenizerKind.SentencePiece) => _folder.SentencePiece(Pieces(SentencePieceBytes.Unigram)) with { Before = ["<s>"], After = ["</s>"] },
        _ => _folder.SentencePiece(Pieces(SentencePieceBytes.Merges)) with { Before = ["<s>"], After = ["</s>"] },
    };

    private static SentencePieceBytes Pieces(int type) => new SentencePieceBytes { Type = type, ByteFallback = true }.WithUsualStart()
        .Add("▁", -3).Add("a", -4).Add("b", -5).Add("ab", -6).Add("<", -8).Add("s", -8).Add(">", -8).Add("<s", -7).Add("</", -7).Add("</s", -7).Add("/", -8);
}
