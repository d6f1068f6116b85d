using MerExperiments.Runs;
using MerExperiments.Settings;
using MerExperiments.Storage;

namespace MerExperiments.Pipeline.Tests;

public sealed class WorkspaceCacheTests : IDisposable
{
    private const string Key = "-0123456789abcdef";
    private readonly Workspace _workspace = new(Directory.CreateTempSubdirectory("mer-cache-").FullName);

    private WorkspaceCache Cache => new(_workspace, TimeProvider.System);

    public void Dispose() => Directory.Delete(_workspace.Root, recursive: true);

    [Fact]
    public void List_KeptThings_SaysSizeAndWhichRunsNameThem()
    {
        Keep(_workspace.Features, "tone" + Key, days: 0);
        Keep(_workspace.AudioText, "fedcba9876543210", days: 0);
        Directory.CreateDirectory(Path.Combine(_workspace.Features, "graphs"));
        Run("20260101-000000-aaaa", "tone" + Key);

        Assert.Equal(
            [(CacheKind.Features, "tone" + Key, 5L, "e/20260101-000000-aaaa"), (CacheKind.JointModel, "fedcba9876543210", 5L, "")],
            Cache.List().Select(entry => (entry.Kind, entry.Name, entry.Bytes, string.Join(' ', entry.Runs))));
    }

    [Fact]
    public void Prunable_WhatRunsNameOrExperimentsMayNeed_Stays()
    {
        Keep(_workspace.Features, "named-by-a-run" + Key, days: 90);
        Run("20260101-000000-aaaa", "named-by-a-run" + Key);
        Keep(_workspace.Features, "tone" + Key, days: 10);
        Keep(_workspace.Features, "tone" + Key.Replace('0', '9'), days: 40);
        Keep(_workspace.Features, "of-no-experiment" + Key, days: 0);
        Keep(_workspace.Prepared, "sound" + Key, days: 10);
        Keep(_workspace.Prepared, "faces" + Key, days: 31);
        Keep(_workspace.Features, "tone" + Key + ".partial", days: 2);
        Keep(_workspace.Features, ".tmp-1", days: 0);

        Assert.Equal(
            ["of-no-experiment" + Key, "tone" + Key + ".partial", "tone" + Key.Replace('0', '9'), "faces" + Key],
            Cache.Prunable([Experiment], TimeSpan.FromDays(30)).Select(entry => entry.Name));
    }

    [Fact]
    public void Prunable_ARunWhoseManifestIsDamaged_IsRefusedAsNobodyKnowsWhatItNames()
    {
        Run("20260101-000000-aaaa");
        string manifest = Path.Combine(_workspace.Experiments, "e", "20260101-000000-aaaa", "run.json");
        File.AppendAllText(manifest, " ");

        Assert.Equal(manifest, Assert.Throws<InvalidInputException>(() => Cache.Prunable([Experiment], TimeSpan.Zero)).Faults[0].Place);
    }

    [Fact]
    public void Prune_WhileAProcessWorksInTheWorkspace_IsRefused()
    {
        Keep(_workspace.Prepared, "sound" + Key, days: 40);
        using (WorkspaceCache.Use(_workspace, CancellationToken.None))
        using (WorkspaceCache.Use(_workspace, CancellationToken.None))
        {
            Assert.Throws<InvalidInputException>(() => Cache.Prune([Experiment], TimeSpan.FromDays(30)));
        }

        (IReadOnlyList<CacheEntry> deleted, IReadOnlyList<CacheEntry> left) = Cache.Prune([Experiment], TimeSpan.FromDays(30));

        Assert.Equal(["sound" + Key], deleted.Select(entry => entry.Name));
        Assert.Empty(left);
        Assert.Empty(Cache.List());
    }

    private static ExperimentConfiguration Experiment => new()
    {
        Question = "q",
        Corpus = new KindSettings("generated"),
        Encoders = ["tone"],
    };

    private static void Keep(string root, string name, int days)
    {
        string file = Path.Combine(root, name, "values.npy");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, "12345");
        File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddDays(-days).AddMinutes(-1));
        Directory.SetLastWriteTimeUtc(Path.GetDirectoryName(file)!, DateTime.UtcNow.AddDays(-days).AddMinutes(-1));
    }

    private void Run(string id, params string[] tables) => RunJson.Write(Path.Combine(_workspace.Experiments, "e", id, "run.json"), new RunManifest
    {
        Experiment = "e",
        RunId = id,
        State = RunState.Finished,
        Configuration = System.Text.Json.JsonElement.Parse("{}"),
        FeatureTables = tables,
        Provenance = Provenance.Here("a test", TimeProvider.System),
    });
}
