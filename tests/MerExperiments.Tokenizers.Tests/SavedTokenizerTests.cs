namespace MerExperiments.Tokenizers.Tests;

public sealed class SavedTokenizerTests : IDisposable
{
    private readonly TokenizerFolder _folder = new();
    private readonly TokenizerFolder _saved = new();

    public void Dispose()
    {
        _folder.Dispose();
        _saved.Dispose();
    }

    [Fact]
    public void Save_BytePair_OpensAsItWasWithoutItsFirstFolder()
    {
        TokenizerCard card = _folder.BytePair(["a b"], "ab", "<s>") with { Before = ["<s>", 300], Padding = PaddingSide.Left, WordPattern = WordPatterns.Qwen2 };
        SavedTokenizer.Save(card, _folder.Root, _saved.Root);
        Assert.Equal(_folder.Ids(card, "ab c"), SavedTokenizer.Open(_saved.Root).Tokenize("ab c").Ids);
        Assert.Equal(PaddingSide.Left, SavedTokenizer.CardOf(_saved.Root).Padding);
    }

    [Fact]
    public void Open_FileChangedSince_IsRefusedByItsHash()
    {
        SavedTokenizer.Save(_folder.WordPiece("a"), _folder.Root, _saved.Root);
        _saved.Write("vocab.txt", "[UNK]\n");
        InvalidInputException e = Assert.Throws<InvalidInputException>(() => SavedTokenizer.Open(_saved.Root));
        Assert.Contains("has the SHA-256", Assert.Single(e.Faults).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Save_CardThatDoesNotOpen_WritesNothing()
    {
        Assert.Throws<InvalidInputException>(() => SavedTokenizer.Save(_folder.WordPiece("a") with { Before = ["x"] }, _folder.Root, _saved.Root));
        Assert.Empty(Directory.GetFiles(_saved.Root));
    }

    [Theory]
    [InlineData(null, "does not exist")]
    [InlineData("{", "is not a tokenizer's card")]
    [InlineData("null", "is not a tokenizer's card")]
    [InlineData("{ \"kind\": \"other\" }", "kind: is \"other\"; it must be one of: ")]
    [InlineData("{ \"kind\": \"word-piece\", \"vocabulary\": null }", "vocabulary: is null; it must be an object")]
    public void Open_NoGoodCard_SaysSo(string? card, string problem)
    {
        _ = card is null ? null : _saved.Write("tokenizer-card.json", card);
        InvalidInputException e = Assert.Throws<InvalidInputException>(() => SavedTokenizer.Open(_saved.Root));
        Assert.Contains(e.Faults, fault => fault.ToString().Contains(problem, StringComparison.Ordinal));
    }
}
