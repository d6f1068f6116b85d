using MerExperiments.Datasets;
using MerExperiments.Storage;

namespace MerExperiments.Pipeline.Tests;

/// <summary>What can be fetched for encoders, by their cards.</summary>
public sealed class CardsTests : IDisposable
{
    private const string File = """{"url": "https://a.example/x", "sha256": "ba2b0e0f8b7b875369a2c89cb13360ff53bac436f2895cced9f479fa65eb176f", "path": "m/x.onnx"}""";

    private readonly string _folder = Directory.CreateTempSubdirectory("mer-cards-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Find_Encoder_LandsBelowTheModelsRoot()
    {
        Write("encoders/wide.card.json", $$"""
            {"name": "wide", "modality": "audio", "input": "waveform", "pooling": "mean", "dimension": 4, "licence": "l", "source": "s",
             "graphs": [{"file": "m/x.onnx", "input": "i", "output": "o"}], "downloads": [{{File}}]}
            """);

        FetchTarget target = Find("wide");

        Assert.Equal(Path.Combine(_folder, "models", "m", "x.onnx"), target.PathOf(Assert.Single(target.Files)));
    }

    [Fact]
    public void Find_EncoderWithFaultyDownloads_NamesThem()
    {
        Write("encoders/wide.card.json", """
            {"name": "wide", "modality": "audio", "input": "waveform", "pooling": "mean", "dimension": 4, "licence": "l", "source": "s",
             "graphs": [{"file": "m/x.onnx", "input": "i", "output": "o"}], "downloads": [{"url": "ftp://x", "sha256": "1", "path": "../x"}]}
            """);

        Assert.Equal(3, Assert.Throws<InvalidInputException>(() => Find("wide")).Faults.Count);
    }

    [Fact]
    public void Find_BuiltInEncoder_HasNothingToFetch() => Assert.Empty(Find("mel-statistics").Files);

    [Fact]
    public void Find_EncoderWithoutDownloads_SaysWhichFilesToPutWhere() =>
        Assert.Contains(
            $"put speech-embedding/melspectrogram.onnx, speech-embedding/embedding_model.onnx below {Path.Combine(_folder, "models")} by hand",
            Assert.Throws<InvalidInputException>(() => Find("speech-embedding")).Message);

    [Fact]
    public void Find_Misspelt_NamesTheNearest() =>
        Assert.Contains("\"mel-statistic\" is no corpus and no encoder; did you mean \"mel-statistics\"?", Assert.Throws<InvalidInputException>(() => Find("mel-statistic")).Message);

    private FetchTarget Find(string name) => Cards.FetchTarget(new Workspace(_folder), "models", name);

    private void Write(string name, string text)
    {
        string path = Path.Combine(_folder, "datasets", name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        System.IO.File.WriteAllText(path, text);
    }
}
