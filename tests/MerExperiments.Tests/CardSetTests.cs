using MerExperiments.Storage;

namespace MerExperiments.Tests;

/// <summary>Cards of one kind, some of them faulty.</summary>
public sealed class CardSetTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Names_OneFaultyCard_HidesNoOther()
    {
        Write("good", """{ "name": "good", "parts": ["x"] }""");
        Write("bad", """{ "name": "bad", "parts": [null], "size": "big", "sise": 1 }""");

        CardSet<Card> cards = Cards();

        Assert.Equal(["built-in", "good"], cards.Names);
        Assert.Equal(("part", "bad"), (Assert.Single(cards.Faulty).Kind, cards.Faulty[0].Name));
    }

    [Fact]
    public void Names_NamedPipeAmongCards_DisablesItselfAlone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "named pipes lie in no folder there");
        Write("good", """{ "name": "good", "parts": ["x"] }""");
        System.Diagnostics.Process.Start("mkfifo", [_folder.File("pipe.part.json")]).WaitForExit();

        CardSet<Card> cards = Cards();

        Assert.Equal(["built-in", "good"], cards.Names);
        Assert.Contains("is a named pipe", Assert.Single(Assert.Single(cards.Faulty).Faults).Problem);
    }

    [Fact]
    public void Indexer_FaultyCard_IsRefusedWithAllFaults()
    {
        Write("bad", """{ "name": "bad", "parts": [null], "size": "big", "sise": 1, "kind": "tal" }""");

        string path = _folder.File("bad.part.json"), start = $"part \"bad\" has a faulty card: {path}: ";
        Assert.Equal(
            [
                $"{start}parts[0]: is null; it must be a text",
                $"{start}size: is \"big\"; it must be a whole number in its range",
                $"{start}sise: is an unknown key; did you mean \"size\"?",
                $"{start}kind: is \"tal\"; it must be one of: tall, very-small; did you mean \"tall\"?",
            ],
            Assert.Throws<InvalidInputException>(() => Cards()["bad"]).Faults.Select(fault => fault.ToString()));
    }

    [Fact]
    public void Indexer_TwoFilesOfOneName_RefusesBoth()
    {
        Write("a", """{ "name": "same", "parts": [] }""");
        Write("b", """{ "name": "same", "parts": [] }""");

        CardSet<Card> cards = Cards();

        Assert.Equal(["built-in"], cards.Names);
        Assert.Equal(
            [_folder.File("a.part.json"), _folder.File("b.part.json")],
            Assert.Throws<InvalidInputException>(() => cards["same"]).Faults.Select(fault => fault.Place[(fault.Place.LastIndexOf(' ') + 1)..]));
    }

    [Fact]
    public void Indexer_FileOfABuiltInsName_LeavesTheBuiltInOne()
    {
        Write("mine", """{ "name": "built-in", "parts": ["mine"] }""");

        CardSet<Card> cards = Cards();

        Assert.Equal(["own"], cards["built-in"].Parts);
        Assert.Contains("which another card has (a built-in one)", Assert.Single(cards.Faulty).Faults[0].Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not JSON")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{ \"name\": null }")]
    public void Faulty_CardWithoutAName_HasItsFiles(string text)
    {
        Write("odd", text);
        Assert.Equal("odd", Assert.Single(Cards().Faulty).Name);
    }

    [Fact]
    public void Indexer_UnknownName_NamesTheNearest() => Assert.Equal(
        "parts: has \"builtin\", which is no part; did you mean \"built-in\"?", Assert.Throws<InvalidInputException>(() => Cards()["builtin"]).Message);

    private CardSet<Card> Cards() => new(
        "part", [new Card { Name = "built-in", Parts = ["own"] }], [_folder.Path], ".part.json", path => CardFile.Read<Card>(path, "a part's card", (_, _) => []), card => card.Name);

    private void Write(string name, string text) => File.WriteAllText(_folder.File($"{name}.part.json"), text);

    private sealed record Card
    {
        public required string Name { get; init; }

        public required IReadOnlyList<string> Parts { get; init; }

        public int Size { get; init; }

        public Height Kind { get; init; }
    }

    private enum Height
    {
        Tall,
        VerySmall,
    }
}
