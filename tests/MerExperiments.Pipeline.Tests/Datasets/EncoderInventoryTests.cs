using MerExperiments.Encoders;

namespace MerExperiments.Pipeline.Tests.Datasets;

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
    public void Definition_WithDownloadsOrWithout_IsTheSame()
    {
        EncoderCard card = EncoderCard.Read(Path.Combine(_folder, "datasets", "encoders", "words.card.json"));

        Assert.Equal((card with { Downloads = [] }).Definition(), card.Definition());
    }
}
