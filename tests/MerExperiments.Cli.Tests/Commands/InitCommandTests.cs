using MerExperiments.Corpora;
using MerExperiments.Storage;

namespace MerExperiments.Cli.Tests.Commands;

public sealed class InitCommandTests : IDisposable
{
    private readonly Bench _bench = new();

    private Workspace Made => new(Path.Combine(_bench.Folder, "made"));

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Init_NewFolder_MakesAWorkspaceOfWhichAllExperimentsResolve()
    {
        Assert.Equal(0, _bench.Mer("init", "made"));

        var catalogue = _bench.Toolkit.Catalogue(Made);
        Assert.Equal(["quickstart", "own-data", "own-data-folds"], catalogue.Names);
        Assert.All(catalogue.Names, name => Assert.Equal(name, catalogue.Resolve(name, []).Experiment));
        Assert.Equal(_bench.Toolkit.Schema(), File.ReadAllText(Path.Combine(Made.Experiments, "experiments.schema.json")));
        Assert.Contains("/experiments/*/", File.ReadAllLines(Path.Combine(Made.Root, ".gitignore")));
        Assert.InRange(File.ReadAllLines(Path.Combine(Made.Root, "README.md")).Length, 5, 15);
        Assert.Contains("mer run quickstart", _bench.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Init_NewFolder_ListsFiveSampleRowsOfEveryPart()
    {
        Assert.Equal(0, _bench.Mer("init", "made"));

        Corpus corpus = new ManifestReader(new ManifestOptions { Manifest = Path.Combine(Made.Datasets, "manifests", "own.csv") }).Read();
        Assert.Equal(5, corpus.Utterances.Count);
        Assert.All(Enum.GetValues<UtterancePart>(), part => Assert.NotEmpty(corpus.Of(part)));
    }

    [Fact]
    public void Init_Workspace_IsRefusedAndLeftAsItIs()
    {
        string before = File.ReadAllText(_bench.Workspace.Catalogue);

        Assert.Equal(2, _bench.Mer("init", "."));

        Assert.Contains("experiments.json: is there already, so this folder is a workspace", _bench.Error, StringComparison.Ordinal);
        Assert.Equal(["experiments.json"], Directory.EnumerateFileSystemEntries(_bench.Folder).Select(Path.GetFileName));
        Assert.Equal(before, File.ReadAllText(_bench.Workspace.Catalogue));
    }

    [Fact]
    public void Init_FolderWithAReadme_KeepsItAndMakesTheRest()
    {
        string readme = Path.Combine(Directory.CreateDirectory(Made.Root).FullName, "README.md");
        File.WriteAllText(readme, "mine");

        Assert.Equal(0, _bench.Mer("init", "made"));

        Assert.Equal("mine", File.ReadAllText(readme));
        Assert.Contains($"kept: {readme}", _bench.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(Made.Catalogue));
    }

    [Fact]
    public void Init_NameOfAFile_IsRefused()
    {
        File.WriteAllText(Made.Root, "");

        Assert.Equal(2, _bench.Mer("init", "made"));
        Assert.Contains("made: is a file; name a folder that is new or empty", _bench.Error, StringComparison.Ordinal);
    }
}
