using Google.Protobuf;
using MerExperiments.Encoders.Measuring;
using MerExperiments.Onnx;
using MerExperiments.Onnx.Format;
using MerExperiments.Storage;

namespace MerExperiments.Encoders.Tests.Measuring;

public sealed class EncoderInventoryTests : IDisposable
{
    private const string Card = """
        {"name": "words", "modality": "text", "input": "tokens", "pooling": "mean", "dimension": 4, "licence": "l", "source": "s",
         "graphs": [{"file": "w/model.onnx", "input": "ids", "mask": "mask", "output": "o", "sideFiles": {"model.onnx.data":
         "ba2b0e0f8b7b875369a2c89cb13360ff53bac436f2895cced9f479fa65eb176f"}}],
         "tokenizer": {"kind": "byte-pair", "vocabulary": {"file": "w/vocab.json"}, "merges": {"file": "w/merges.txt"}},
         "downloads": [{"url": "https://a.example/x", "sha256": "ba2b0e0f8b7b875369a2c89cb13360ff53bac436f2895cced9f479fa65eb176f", "path": "w/model.onnx"}]}
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("mer-inventory-").FullName;

    public EncoderInventoryTests()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "datasets", "encoders"));
        File.WriteAllText(Path.Combine(_folder, "datasets", "encoders", "words.card.json"), Card);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void List_SideAndTokenizerFiles_CountToo()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "models", "w"));
        File.WriteAllText(Path.Combine(_folder, "models", "w", "model.onnx"), "");

        EncoderListing words = new EncoderInventory(new Workspace(_folder), "models").List().Single(encoder => encoder.Name == "words");

        Assert.Equal(["w/model.onnx.data", "w/vocab.json", "w/merges.txt"], words.Missing);
        Assert.True(words.CanBeFetched);
    }

    [Fact]
    public void List_SideFileThatOnlyTheGraphNames_IsMissed()
    {
        WriteGraph("more.data", "../outside.data");

        Assert.Contains("w/more.data", Inventory.List().Single(encoder => encoder.Name == "words").Missing);
    }

    [Fact]
    public void Check_SideFileThatOnlyTheGraphNames_IsHashed()
    {
        WriteGraph("more.data", "../outside.data");
        File.WriteAllText(Path.Combine(_folder, "models", "w", "more.data"), "");
        File.WriteAllText(Path.Combine(_folder, "models", "outside.data"), "");

        EncoderFinding finding = Inventory.Check(["words"]).Single();

        Assert.Equal(["w/model.onnx", "w/more.data"], finding.Sha256.Select(file => file.File));
        Assert.Equal("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", finding.Sha256[1].Sha256);
    }

    [Fact]
    public void Definition_WithDownloadsOrWithout_IsTheSame()
    {
        EncoderCard card = EncoderCard.Read(Path.Combine(_folder, "datasets", "encoders", "words.card.json"));

        Assert.Equal((card with { Downloads = [] }).Definition(), card.Definition());
    }

    private EncoderInventory Inventory => new(new Workspace(_folder), "models");

    /// <summary>A graph with a constant for each of these side files.</summary>
    private void WriteGraph(params string[] locations)
    {
        var graph = new OnnxGraph("side");
        string[] constants = [.. locations.Select(_ => graph.Constant([1f], 1))];
        graph.Output("y", constants.Aggregate((a, b) => graph.Add(a, b)), OnnxElement.Single, 1);
        ModelProto model = graph.ToModel().Message;
        foreach ((TensorProto weights, string location) in model.Graph.Initializer.Zip(locations))
        {
            weights.RawData = ByteString.Empty;
            weights.DataLocation = 1;
            weights.ExternalData.Add(new StringStringEntryProto { Key = "location", Value = location });
        }

        Directory.CreateDirectory(Path.Combine(_folder, "models", "w"));
        File.WriteAllBytes(Path.Combine(_folder, "models", "w", "model.onnx"), model.ToByteArray());
    }
}
