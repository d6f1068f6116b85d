namespace MerExperiments.EndToEnd.Runs;

/// <summary>What <c>mer init</c> makes, with nothing else at hand.</summary>
public sealed class NewWorkspaceTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("mer-new-").FullName;

    public NewWorkspaceTests()
    {
        (int exitCode, _, string errors) = Mer.Run(_root, "init", ".");
        Assert.True(exitCode == 0, errors);
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Run_QuickstartOfANewWorkspace_WritesItsReport()
    {
        (int exitCode, string output, string errors) = Mer.Run(_root, "run", "quickstart");

        Assert.True(exitCode == 0, output + errors);
        Assert.Single(Directory.GetFiles(Path.Combine(_root, "experiments", "quickstart"), "report.html", SearchOption.AllDirectories));
    }

    [Fact]
    public void Run_OwnDataOfTheSampleRows_NamesAllThatIsMissingAtOnce()
    {
        (int exitCode, _, string errors) = Mer.Run(_root, "run", "own-data");

        Assert.Equal(2, exitCode);
        Assert.Contains("folds: is 5, but the class \"happy\" has 1 labelled utterance; each class must have 5 or more, one per fold", errors, StringComparison.Ordinal);
        Assert.Contains("folds: is 5, but there are 2 speakers; there must be one per fold", errors, StringComparison.Ordinal);
        Assert.Contains("encoders: mel-statistics: finds none of the 5 audio files", errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_root, "experiments", "own-data")));
    }

    [Fact]
    public void Run_OwnDataWithoutATestRow_SaysWhatATestPartIs()
    {
        string manifest = Path.Combine(_root, "datasets", "manifests", "own.csv");
        File.WriteAllText(manifest, File.ReadAllText(manifest).Replace(",test", ",labelled", StringComparison.Ordinal));

        (int exitCode, _, string errors) = Mer.Run(_root, "run", "own-data");

        Assert.Equal(2, exitCode);
        Assert.Contains("no test utterances: labelled ones that nothing is trained or chosen on, for the final score", errors, StringComparison.Ordinal);
        Assert.Contains("folds: is 5, but the class \"angry\" has 1 labelled utterance", errors, StringComparison.Ordinal);
    }
}
