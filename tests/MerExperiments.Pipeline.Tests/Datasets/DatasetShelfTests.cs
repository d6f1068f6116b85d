using MerExperiments.Pipeline.Datasets;
using MerExperiments.Storage;

namespace MerExperiments.Pipeline.Tests.Datasets;

public sealed class DatasetShelfTests : IDisposable
{
    private const string File = """{"url": "https://a.example/x", "sha256": "ba2b0e0f8b7b875369a2c89cb13360ff53bac436f2895cced9f479fa65eb176f", "path": "m/x.onnx"}""";

    private readonly string _folder = Directory.CreateTempSubdirectory("mer-shelf-").FullName;

    private DatasetShelf Shelf => new(new Workspace(_folder), "models");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Find_Corpus_LandsBelowDatasetsOrWhereItIsTold()
    {
        Write("own.dataset.json", $$"""{"name": "own", "what": "w", "licence": "l", "source": "s", "files": [{{File}}]}""");

        Assert.Equal(Path.Combine(_folder, "datasets", "fetched", "own"), Shelf.Find("own").Folder);
        Assert.Equal("/data", Shelf.Find("own", "/data").Folder);
    }

    [Fact]
    public void Find_Encoder_LandsBelowTheModelsRoot()
    {
        Write("encoders/wide.card.json", $$"""
            {"name": "wide", "modality": "audio", "input": "waveform", "pooling": "mean", "dimension": 4, "licence": "l", "source": "s",
             "graphs": [{"file": "m/x.onnx", "input": "i", "output": "o"}], "downloads": [{{File}}]}
            """);

        FetchTarget target = Shelf.Find("wide");

        Assert.Equal(Path.Combine(_folder, "models", "m", "x.onnx"), target.PathOf(Assert.Single(target.Files)));
    }

    [Fact]
    public void Find_EncoderWithFaultyDownloads_NamesThem()
    {
        Write("encoders/wide.card.json", """
            {"name": "wide", "modality": "audio", "input": "waveform", "pooling": "mean", "dimension": 4, "licence": "l", "source": "s",
             "graphs": [{"file": "m/x.onnx", "input": "i", "output": "o"}], "downloads": [{"url": "ftp://x", "sha256": "1", "path": "../x"}]}
            """);

        Assert.Equal(3, Assert.Throws<InvalidInputException>(() => Shelf.Find("wide")).Faults.Count);
    }

    [Fact]
    public void Find_BuiltInEncoder_HasNothingToFetch() => Assert.Empty(Shelf.Find("mel-statistics").Files);

    [Fact]
    public void Find_EncoderWithoutDownloads_SaysWhichFilesToPutWhere() =>
        Assert.Contains(
            $"put speech-embedding/melspectrogram.onnx, speech-embedding/embedding_model.onnx below {Path.Combine(_folder, "models")} by hand",
            Assert.Throws<InvalidInputException>(() => Shelf.Find("speech-embedding")).Message);

    [Fact]
    public void Find_CorpusThatMustBeAskedFor_SaysHow()
    {
        Write("own.dataset.json", """{"name": "own", "what": "w", "licence": "l", "source": "s", "how": "Ask Anna."}""");

        Assert.Equal("own: cannot be fetched by a program. Ask Anna.", Assert.Throws<InvalidInputException>(() => Shelf.Find("own")).Message);
    }

    [Fact]
    public void Find_Misspelt_NamesTheNearest() =>
        Assert.Contains("\"mel-statistic\" is no corpus and no encoder; did you mean \"mel-statistics\"?", Assert.Throws<InvalidInputException>(() => Shelf.Find("mel-statistic")).Message);

    [Theory]
    [InlineData(null, DatasetState.NotFetched)]
    [InlineData("m/x.onnx.part", DatasetState.Begun)]
    [InlineData("m/x.onnx", DatasetState.Here)]
    public void StateOf_ByWhatLies_IsTold(string? file, DatasetState expected)
    {
        Write("own.dataset.json", $$"""{"name": "own", "what": "w", "licence": "l", "source": "s", "files": [{{File}}]}""");
        Write($"fetched/own/{file ?? "unrelated"}", "");

        Assert.Equal(expected, Shelf.StateOf(Shelf.Card("own")));
    }

    private void Write(string name, string text)
    {
        string path = Path.Combine(_folder, "datasets", name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        System.IO.File.WriteAllText(path, text);
    }
}
