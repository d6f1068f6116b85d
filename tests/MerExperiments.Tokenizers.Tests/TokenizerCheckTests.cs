using MerExperiments.Onnx;

namespace MerExperiments.Tokenizers.Tests;

/// <summary>What is said about tokenizers that cannot be.</summary>
public sealed class TokenizerCheckTests : IDisposable
{
    private readonly TokenizerFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Check_GoodCard_FindsNothing() => Assert.Empty(TextTokenizer.Check(_folder.WordPiece("a"), _folder.Root));

    [Fact]
    public void Check_TwoFilesMissing_NamesBoth()
    {
        var card = new TokenizerCard { Kind = TokenizerKind.BytePair, Vocabulary = new ModelFile("v.json"), Merges = new ModelFile("m.txt") };
        Assert.Equal(["v.json", "m.txt"], TextTokenizer.Check(card, _folder.Root).Select(fault => Path.GetFileName(fault.Place)));
        Assert.Throws<InvalidInputException>(() => TextTokenizer.Open(card, _folder.Root));
    }

    [Fact]
    public void Check_ChangedFile_NamesBothHashes()
    {
        string zeros = new('0', 64);
        TokenizerCard card = _folder.WordPiece("a") with { Vocabulary = new ModelFile("vocab.txt", zeros) };
        Fault fault = Assert.Single(TextTokenizer.Check(card, _folder.Root));
        Assert.Contains($"the card of the tokenizer says {zeros}", fault.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_SpecialTokensTheVocabularyLacks_NamesTheNearest()
    {
        TokenizerCard card = _folder.WordPiece("a") with { Before = ["[CSL]"], After = ["<|im_end|>", -1] };
        Assert.Equal(
            [
                "lacks the special token \"[CSL]\"; did you mean \"[CLS]\"?",
                "lacks the special token \"<|im_end|>\"; give its id where the encoder has it beyond the vocabulary",
                "has the special token -1; an id must be 0 or more",
            ],
            TextTokenizer.Check(card, _folder.Root).Select(fault => fault.Problem));
    }

    [Fact]
    public void Check_SettingsOfAnotherKind_AreNamedWithTheOtherFaults()
    {
        TokenizerCard card = _folder.WordPiece("a") with { Compose = true, IdOffset = 1, LongestLength = 0, Merges = new ModelFile("merges.txt"), WordPattern = "(" };
        _folder.Write("merges.txt", "a b");
        Assert.Equal(
            ["tokenizer.longestLength", "tokenizer.merges", "tokenizer.wordPattern", "tokenizer.wordPattern", "tokenizer.compose", "tokenizer.idOffset"],
            TextTokenizer.Check(card, _folder.Root).Select(fault => fault.Place));
    }

    [Fact]
    public void Check_NoRoomForText_SaysSo()
    {
        Fault fault = Assert.Single(TextTokenizer.Check(_folder.WordPiece("a") with { PromptPrefix = "a a", LongestLength = 4 }, _folder.Root));
        Assert.Equal("tokenizer.longestLength: is 4; special tokens and prompt alone are 4 ids; it must be more", fault.ToString());
    }

    [Theory]
    [InlineData("a b\na bc", "merges \"a bc\", and the vocabulary lacks \"bc\"")]
    [InlineData("a b\nab", "is \"ab\"; a merge is two tokens with one space between")]
    public void Check_FaultyMerge_IsNamedWithItsLine(string merges, string problem)
    {
        TokenizerCard card = _folder.BytePair([], "ab");
        string path = _folder.Write("merges.txt", merges);
        Assert.Equal(new Fault($"{path}:2", problem), Assert.Single(TextTokenizer.Check(card, _folder.Root)));
    }

    [Theory]
    [InlineData("not JSON", "is not a vocabulary")]
    [InlineData("[]", "is not a vocabulary")]
    [InlineData("{\"a\": \"b\"}", "is not a vocabulary")]
    [InlineData("{}", "it names no token")]
    [InlineData("{\"a\": 0}", "lacks the letters of 255 of the 256 bytes")]
    public void Check_FaultyVocabulary_SaysWhatIsExpected(string json, string problem)
    {
        TokenizerCard card = _folder.BytePair([]);
        _folder.Write("vocab.json", json);
        Assert.Contains(problem, Assert.Single(TextTokenizer.Check(card, _folder.Root)).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_NoUnknownToken_NamesTheNearest()
    {
        TokenizerCard card = _folder.WordPiece("a") with { UnknownToken = "[UNKN]" };
        Assert.Contains("lacks the unknown token \"[UNKN]\"; did you mean \"[UNK]\"?", Assert.Single(TextTokenizer.Check(card, _folder.Root)).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_SentencePieceFiles_AreToldApart()
    {
        Assert.Contains("of the type word; it must be unigram or bpe", Problem(new SentencePieceBytes { Type = SentencePieceBytes.Word }.WithUsualStart()), StringComparison.Ordinal);
        Assert.Contains("has no unknown piece", Problem(new SentencePieceBytes().Add("a", 0)), StringComparison.Ordinal);
        Assert.Contains("has 1 of the 256 byte pieces", Problem(new SentencePieceBytes { ByteFallback = true }.Add("<unk>", 0, SentencePieceBytes.Unknown).Add("<0x00>", 0, SentencePieceBytes.Byte)), StringComparison.Ordinal);
        Assert.Contains("claim a trie of", Problem(new SentencePieceBytes { CharacterMap = [255, 255, 0, 0] }.WithUsualStart()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hello, this is no model")]
    [InlineData("\n")]
    [InlineData("")]
    public void Check_NoSentencePieceModel_SaysSo(string content)
    {
        TokenizerCard card = _folder.SentencePiece(new SentencePieceBytes());
        _folder.Write("spiece.model", content);
        Assert.Contains("is not a SentencePiece model", Assert.Single(TextTokenizer.Check(card, _folder.Root)).Problem, StringComparison.Ordinal);
    }

    private string Problem(SentencePieceBytes model) => Assert.Single(TextTokenizer.Check(_folder.SentencePiece(model), _folder.Root)).Problem;
}
