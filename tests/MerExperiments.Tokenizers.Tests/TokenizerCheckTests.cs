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
                "has the special token -1; an id must lie in 0 to 16777215",
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
    [InlineData("a b\na b", "is \"a b\", which stands there before; a merge stands once")]
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

    [Theory]
    [InlineData(-1)]
    [InlineData(65_536)]
    [InlineData(1 << 24)]
    [InlineData(int.MaxValue)]
    public void Check_IdFarBeyondTheVocabulary_IsNamed(int id)
    {
        TokenizerCard card = _folder.BytePair([]);
        _folder.Write("vocab.json", $$"""{ "a": 0, "far": {{id}} }""");
        Assert.Equal(
            $"gives \"far\" the id {id}; an id must be 0 or more and below 65536 (65536, or 4 times its 2 tokens where that is more)",
            Assert.Single(TextTokenizer.Check(card, _folder.Root)).Problem);
    }

    [Fact]
    public void Check_IdsOfTheCardBeyondAnyVocabulary_AreNamed()
    {
        TokenizerCard card = _folder.SentencePiece(new SentencePieceBytes().WithUsualStart()) with { IdOffset = int.MaxValue, PadId = 1 << 24, UnknownId = -1, After = [1 << 24] };
        Assert.Equal(
            ["tokenizer.padId: is 16777216", "tokenizer.idOffset: is 2147483647", "tokenizer.unknownId: is -1", "tokenizer: has the special token 16777216"],
            TextTokenizer.Check(card, _folder.Root).Select(fault => fault.ToString().Split(';')[0]));
    }

    [Fact]
    public async Task Tokenize_WordPatternThatTriesOverAndOver_FindsItsWordsNevertheless()
    {
        TokenizerCard card = _folder.BytePair([]) with { WordPattern = "(a|aa)+b" };
        Task<long[]> ids = Task.Run(() => _folder.Content(card, new string('a', 200)), TestContext.Current.CancellationToken);
        Assert.Equal(200, (await ids.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken)).Length);
    }

    [Fact]
    public async Task Tokenize_WordPatternThatLooksAheadAndTriesOverAndOver_IsRefusedByName()
    {
        TokenizerCard card = _folder.BytePair([]) with { WordPattern = "(a|aa)+(?!c)b" };
        Task tokenized = Task.Run(() => _folder.Content(card, new string('a', 200)), TestContext.Current.CancellationToken);
        var refused = await Assert.ThrowsAsync<InvalidInputException>(() => tokenized.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken));
        Assert.StartsWith("tokenizer.wordPattern: cuts words by \"(a|aa)+(?!c)b\", which looked for one word", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_NamedPipe_IsRefusedRatherThanWaitedFor()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "named pipes lie in no folder there");
        System.Diagnostics.Process.Start("mkfifo", [Path.Combine(_folder.Root, "pipe")]).WaitForExit();
        var card = new TokenizerCard { Kind = TokenizerKind.SentencePiece, Vocabulary = new ModelFile("pipe") };
        Task<IReadOnlyList<Fault>> faults = Task.Run(() => TextTokenizer.Check(card, _folder.Root), TestContext.Current.CancellationToken);
        Assert.Equal("is a named pipe; a file is expected here", Assert.Single(await faults.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken)).Problem);
    }

    [Fact]
    public void Check_IdThatStandsTwice_NamesBothTokens()
    {
        TokenizerCard card = _folder.BytePair([], "ab") with { UnknownToken = "a" };
        _folder.Write("vocab.json", """{ "a": 0, "b": 1, "c": 0 }""");
        Assert.Equal("gives the id 0 to \"a\" and to \"c\"; ids must differ", Assert.Single(TextTokenizer.Check(card, _folder.Root)).Problem);
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
