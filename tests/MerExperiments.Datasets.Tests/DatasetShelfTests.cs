using MerExperiments.Storage;

namespace MerExperiments.Datasets.Tests;

public sealed class DatasetShelfTests : IDisposable
{
    private const string File = """{"url": "https://a.example/x", "sha256": "ba2b0e0f8b7b875369a2c89cb13360ff53bac436f2895cced9f479fa65eb176f", "path": "m/x.onnx"}""";

    private readonly string _folder = Directory.CreateTempSubdirectory("mer-shelf-").FullName;

    private DatasetShelf Shelf => new(new Workspace(_folder));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Find_Corpus_LandsBelowDatasetsOrWhereItIsTold()
    {
        Write("own.dataset.json", $$"""{"name": "own", "what": "w", "licence": "l", "source": "s", "files": [{{File}}]}""");

        Assert.Equal(Path.Combine(_folder, "datasets", "fetched", "own"), Shelf.Find("own")!.Folder);
        Assert.Equal("/data", Shelf.Find("own", "/data")!.Folder);
    }

    [Fact]
    public void Find_CorpusThatMustBeAskedFor_SaysHow()
    {
        Write("own.dataset.json", """{"name": "own", "what": "w", "licence": "l", "source": "s", "how": "Ask Anna."}""");

        Assert.Equal("own: cannot be fetched by a program. Ask Anna.", Assert.Throws<InvalidInputException>(() => Shelf.Find("own")).Message);
    }

    [Fact]
    public void Find_WhatIsNoCorpus_IsNull() => Assert.Null(Shelf.Find("mel-statistics"));

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
