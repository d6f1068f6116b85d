using MerExperiments.Pipeline;
using MerExperiments.Runs;

namespace MerExperiments.EndToEnd.Runs;

/// <summary>Files that changed behind the toolkit's back: what can be computed again is, to the same bytes, and a line says so; what cannot is refused by name.</summary>
[Collection(SmallRunCollection.Name)]
public sealed class DamageTests(FinishedRun finished)
{
    private static readonly string[] OfTheCaches =
    [
        "datasets/features/graphs/mel-statistics-*.onnx", "datasets/features/mel-statistics-*/values.npy", "datasets/features/char-ngrams-*/index.csv",
        "datasets/features/face-texture-*/card.json", "datasets/features/mel-frames-*/offsets.npy", "datasets/features/audio-text-*/values.npy",
        "datasets/audio-text/*/encoded-*.npy", "datasets/audio-text/*/model/model.safetensors",
    ];

    private static readonly string[] OfTheRun =
    [
        "iterations/0/trials/0000/spec.json", "iterations/0/trials/0001/result.json", "iterations/0/trials/0002/fold-0.npy", "iterations/0/trials/0003/posteriors.npy",
        "iterations/0/ensemble.json", "iterations/0/metrics.json", "iterations/1/pseudo-labels.csv",
    ];

    [Fact]
    public void Resume_OneFileOfEachKindDamaged_GivesTheSameBytesAndTellsOfEach()
    {
        using var other = new SmallWorkspace();
        RunFolder run = Stopped(other);
        string[] damaged = [.. OfTheCaches.Select(pattern => Find(other.Root, pattern)), .. OfTheRun.Select(file => Path.Combine(run.Path, file))];
        Array.ForEach(damaged, FlipABit);
        File.WriteAllText(run.Report, "the report of a run that is not finished");
        RunManifest begun = run.ReadManifest();
        RunJson.Write(run.Manifest, begun with { Provenance = begun.Provenance with { Toolkit = "0.0.1" } });
        var said = new Silence();

        RunFolder resumed = other.Run(progress: said, resume: run.RunId);

        Assert.Equal(File.ReadAllText(finished.Run.Metrics), File.ReadAllText(resumed.Metrics));
        Assert.Equal(File.ReadAllBytes(finished.Run.Predictions), File.ReadAllBytes(resumed.Predictions));
        Assert.All(damaged, file => Assert.Contains(said.Said, line => line.Contains(Path.GetFileName(file), StringComparison.Ordinal)));
        Assert.Empty(Storage.CheckedFile.DamageIn(resumed.Path, all: false));
        Assert.DoesNotContain("not finished", File.ReadAllText(resumed.Report), StringComparison.Ordinal);
        Assert.Contains(said.Said, line => line.StartsWith("this run was begun by 0.0.1", StringComparison.Ordinal));
        Assert.Contains("computed by different versions", File.ReadAllText(resumed.Report), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("metrics.json")]
    [InlineData("predictions.csv")]
    [InlineData("model/model.onnx")]
    [InlineData("iterations/0/trials/0001/result.json")]
    public void Resume_OfAFinishedRunWithADamagedFile_MakesItAgain(string file)
    {
        string path = Path.Combine(finished.Run.Path, file), metrics = File.ReadAllText(finished.Run.Metrics);
        byte[] written = File.ReadAllBytes(path);
        FlipABit(path);

        finished.Workspace.Run(resume: finished.Run.RunId);

        Assert.Equal(metrics, File.ReadAllText(finished.Run.Metrics));
        Assert.True(file.EndsWith("result.json", StringComparison.Ordinal) || written.SequenceEqual(File.ReadAllBytes(path)), "it is not what it was");
        Assert.Empty(Storage.CheckedFile.DamageIn(finished.Run.Path, all: false));
    }

    [Theory]
    [InlineData("predictions.csv")]
    [InlineData("model/model.zip")]
    public void Resume_OfAFinishedRunThatLostAFile_MakesItAgain(string file)
    {
        string path = Path.Combine(finished.Run.Path, file);
        byte[] written = File.ReadAllBytes(path);
        Storage.CheckedFile.Delete(path);

        finished.Workspace.Run(resume: finished.Run.RunId);

        Assert.Equal(written, File.ReadAllBytes(path));
    }

    [Fact]
    public void Resume_FrozenConfigurationEdited_IsRefusedByNameWithWhatToDo()
    {
        string manifest = File.ReadAllText(finished.Run.Manifest);
        File.WriteAllText(finished.Run.Manifest, manifest.Replace("\"folds\": 2", "\"folds\": 3", StringComparison.Ordinal));

        var refused = Assert.Throws<InvalidInputException>(() => finished.Workspace.Run(resume: finished.Run.RunId));
        File.WriteAllText(finished.Run.Manifest, manifest);

        Assert.Equal(finished.Run.Manifest, Assert.Single(refused.Faults).Place);
        Assert.Contains("restore it from a copy", refused.Message, StringComparison.Ordinal);
    }

    private static RunFolder Stopped(SmallWorkspace workspace)
    {
        using var interrupt = new CancellationTokenSource();
        var watcher = new Silence((name, done) => (name == "iteration 1: sweep" && done >= 2 ? interrupt : null)?.Cancel());
        return Assert.Throws<RunStoppedException>(() => workspace.Run(interrupt.Token, watcher)).Run;
    }

    /// <summary>The first file that a pattern of a path names.</summary>
    private static string Find(string root, string pattern)
    {
        IEnumerable<string> found = [root];
        foreach (string part in pattern.Split('/'))
        {
            found = [.. found.Where(Directory.Exists).SelectMany(folder => Directory.EnumerateFileSystemEntries(folder, part))];
        }

        return found.Order(StringComparer.Ordinal).First();
    }

    private static void FlipABit(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        bytes[^5] ^= 1;
        File.WriteAllBytes(path, bytes);
    }
}
