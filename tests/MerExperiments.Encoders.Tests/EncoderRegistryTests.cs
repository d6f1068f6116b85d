using MerExperiments.Encoders.Tests.BuiltIn;
using MerExperiments.Encoders.Tests.ReadyMade;

namespace MerExperiments.Encoders.Tests;

/// <summary>Cards, and what is said about faulty ones.</summary>
public sealed class EncoderRegistryTests : IDisposable
{
    private const string Good = """
        { "name": "mine", "modality": "audio", "input": "waveform", "pooling": "mean", "dimension": 8, "licence": "MIT", "source": "here",
          "graphs": [ { "file": "mine.onnx", "input": "x", "output": "y" } ] }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("cards-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Names_BuiltInAndCards_AreOrdered() =>
        Assert.Equal(["char-ngrams", "face-emotion", "face-texture", "mel-frames", "mel-statistics", "mine", "speech-embedding"], With(Good).Names);

    [Fact]
    public void Indexer_MisspeltName_NamesTheNearest()
    {
        var fault = Assert.Throws<InvalidInputException>(() => Graphs.Registry["mel-statistic"]);
        Assert.Equal("encoders: has \"mel-statistic\", which is no encoder; did you mean \"mel-statistics\"?", fault.Message);
    }

    [Fact]
    public void Indexer_CardWithThreeMistakes_NamesAllThree()
    {
        string card = Good.Replace("\"mine\"", "\"Mine!\"").Replace("\"dimension\": 8", "\"dimension\": 0").Replace("\"output\"", "\"sha256\": \"12\", \"output\"");
        var refusal = Assert.Throws<InvalidInputException>(() => With(card)["mine"]);
        Assert.Equal(
            ["name", "dimension", "graphs[0].sha256"],
            refusal.Faults.Select(fault => fault.Place[(fault.Place.LastIndexOf(' ') + 1)..]));
    }

    [Fact]
    public void Indexer_UnknownProperty_IsRefusedByName()
    {
        var refusal = Assert.Throws<InvalidInputException>(() => With(Good.Replace("licence", "license"))["mine"]);
        Assert.Contains("license: is an unknown key; did you mean \"licence\"?", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"graphs\": [null]", "graphs[0]: is null; it must be an object")]
    [InlineData("\"graphs\": [ { \"file\": null, \"input\": \"x\", \"output\": \"y\" } ]", "graphs[0].file: is null; it must be a text")]
    [InlineData("\"graphs\": [ { \"file\": \"m\", \"input\": \"x\", \"outputs\": [null] } ]", "graphs[0].outputs[0]: is null; it must be a text")]
    [InlineData("\"graphs\": []", "graphs: has 0 entries; it must have 1 or 2")]
    public void Names_NullInACard_DisablesThatCardAlone(string graphs, string problem)
    {
        EncoderRegistry registry = With(Good[..Good.IndexOf("\"graphs\"", StringComparison.Ordinal)] + graphs + "}");
        Assert.DoesNotContain("mine", registry.Names);
        Assert.Contains("mel-statistics", registry.Names);
        Assert.EndsWith($"mine.card.json: {problem}", Assert.Throws<InvalidInputException>(() => registry["mine"]).Message.ReplaceLineEndings("\n").Split('\n')[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Read_AnyMutationOfAnyCard_IsReadOrRefused()
    {
        string path = Path.Combine(_folder, "mine.card.json");
        foreach (string text in CardFiles.Names.SelectMany(name => MerExperiments.Tests.JsonMutations.Of(File.ReadAllText(Path.Combine(CardFiles.Folder, $"{name}.card.json")))))
        {
            File.WriteAllText(path, text);
            Exception? refusal = Record.Exception(() => EncoderCard.Read(path).Definition());
            Assert.True(refusal is null or InvalidInputException, $"{refusal}\n{text}");
        }
    }

    [Fact]
    public void Faulty_NameOfABuiltIn_LeavesTheBuiltInOne()
    {
        EncoderRegistry registry = With(Good.Replace("\"mine\"", "\"char-ngrams\""));
        Assert.EndsWith(
            "has the name \"char-ngrams\", which another card has (a built-in one); names must differ", Assert.Single(registry.Faulty).Faults[0].Problem, StringComparison.Ordinal);
        Assert.True(registry["char-ngrams"].IsBuiltIn);
    }

    [Fact]
    public void Check_ModelFileMissing_NamesTheFileAndTheSetting()
    {
        Fault fault = Assert.Single(With(Good).Check("mine"));
        Assert.Equal(Path.Combine(_folder, "mine.onnx"), fault.Place);
        Assert.Equal("does not exist; the encoder mine needs it (its folder is set by models.root)", fault.Problem);
    }

    [Fact]
    public void Check_TensorsOfOtherNames_NamesEachWithWhatTheFileHas()
    {
        MerExperiments.Encoders.BuiltIn.CharNgrams.Graph.Save(Path.Combine(_folder, "mine.onnx"));
        string[] problems = [.. With(Good).Check("mine").Select(fault => fault.Problem)];
        Assert.Equal(
            [
                "has no input \"x\"; it must be one of: codepoints",
                "has an input \"codepoints\" that nothing feeds; its inputs must be x",
                "has no output \"y\"; it must be one of: features",
            ],
            problems);
    }

    [Fact]
    public void Check_FileChangedSinceTheCard_SaysSo()
    {
        File.WriteAllText(Path.Combine(_folder, "mine.onnx"), "not a model");
        string card = Good.Replace("\"output\"", $"\"sha256\": \"{new string('0', 64)}\", \"output\"");
        Assert.Contains("has the SHA-256 ", Assert.Single(With(card).Check("mine")).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void PathOf_WrittenGraphChanged_IsWrittenAgainAndTold()
    {
        var told = new List<string>();
        var registry = new EncoderRegistry(new EncoderFolders(_folder, _folder), told.Add);
        EncoderCard card = registry["char-ngrams"];
        string path = registry.PathOf(card, card.Graphs[0]);
        byte[] written = File.ReadAllBytes(path);
        File.WriteAllBytes(path, [.. written[..^1], (byte)(written[^1] ^ 1)]);

        Assert.Equal(written, File.ReadAllBytes(registry.PathOf(card, card.Graphs[0])));
        Assert.Equal([$"the graph of char-ngrams was damaged ({Path.GetFileName(path)} is not what was written); it is written again"], told);
    }

    private EncoderRegistry With(string card)
    {
        File.WriteAllText(Path.Combine(_folder, "mine.card.json"), card);
        return new EncoderRegistry(new EncoderFolders(_folder, _folder, _folder));
    }
}
