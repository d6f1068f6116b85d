using MerExperiments.Runs;
using MerExperiments.Storage;

namespace MerExperiments.Pipeline;

/// <summary>What a workspace keeps so that it is not computed twice: feature tables, prepared clips and joint models, and what killed processes left of them.</summary>
/// <remarks>Nothing of it is needed for what a finished run says; a run that goes on computes again what is gone.</remarks>
/// <param name="workspace">The workspace.</param>
/// <param name="time">The clock by which things are old.</param>
public sealed class WorkspaceCache(Workspace workspace, TimeProvider time)
{
    private static readonly TimeSpan LeftoverAge = TimeSpan.FromDays(1);

    /// <summary>Joins the processes that use a workspace's caches: while any does, nothing is pruned. It waits where somebody prunes.</summary>
    /// <returns>What leaves them when it is disposed of; null where the datasets' folder cannot be written, so that nobody could prune either.</returns>
    /// <exception cref="OperationCanceledException">The waiting was stopped.</exception>
    public static IDisposable? Use(Workspace workspace, CancellationToken cancellation)
    {
        try
        {
            return FileLock.Share(LockOf(workspace), cancellation);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>All that is kept, by kind and name.</summary>
    /// <exception cref="InvalidInputException">A run.json is damaged, so that nobody knows what its run refers to; all such at once.</exception>
    public IReadOnlyList<CacheEntry> List()
    {
        ILookup<string, string> runsOf = References();
        return
        [
            .. Entries(CacheKind.Features, workspace.Features, runsOf).Where(entry => entry.Name != "graphs"),
            .. Entries(CacheKind.Prepared, workspace.Prepared, runsOf),
            .. Entries(CacheKind.JointModel, workspace.AudioText, runsOf),
        ];
    }

    /// <summary>What pruning would delete: leftovers that are a day old; else what no run names and no experiment may still need. An experiment may need what was used lately,
    /// unless it is of an encoder that none names.</summary>
    /// <param name="experiments">The experiments of the workspace.</param>
    /// <param name="unused">For how long a thing must not have been used.</param>
    public IReadOnlyList<CacheEntry> Prunable(IReadOnlyList<ExperimentConfiguration> experiments, TimeSpan unused)
    {
        HashSet<string> encoders =
            [.. experiments.SelectMany(e => e.FusedEncoders), .. experiments.Select(e => e.JointModel?.Audio).OfType<string>()];
        DateTimeOffset now = time.GetUtcNow();
        return [.. List().Where(entry => entry.IsLeftover
            ? now - entry.LastUsed >= LeftoverAge
            : entry.Runs.Count == 0 && (now - entry.LastUsed >= unused || (entry.Kind == CacheKind.Features && !encoders.Any(entry.IsOf))))];
    }

    /// <summary>Deletes what <see cref="Prunable"/> finds once nobody works in the workspace any more.</summary>
    /// <inheritdoc cref="Prunable"/>
    /// <returns>What was deleted, and what could not be.</returns>
    /// <exception cref="InvalidInputException">A process works in the workspace, or a run.json is damaged.</exception>
    public (IReadOnlyList<CacheEntry> Deleted, IReadOnlyList<CacheEntry> Left) Prune(IReadOnlyList<ExperimentConfiguration> experiments, TimeSpan unused)
    {
        using IDisposable held = FileLock.Take(
            LockOf(workspace), workspace.Datasets, "is in use by a process that runs, prepares, encodes or fine-tunes in this workspace; prune when it is done");
        ILookup<bool, CacheEntry> entries = Prunable(experiments, unused).ToLookup(entry => CacheFolder.Remove(entry.Folder));
        return ([.. entries[true]], [.. entries[false]]);
    }

    private static string LockOf(Workspace workspace) => Path.Combine(workspace.Datasets, ".cache.lock");

    private static IEnumerable<CacheEntry> Entries(CacheKind kind, string root, ILookup<string, string> runsOf) => !Directory.Exists(root)
        ? []
        : new DirectoryInfo(root).EnumerateDirectories().OrderBy(folder => folder.Name, StringComparer.Ordinal).Select(folder =>
        {
            FileInfo[] files = [.. folder.EnumerateFiles("*", SearchOption.AllDirectories)];
            DateTime used = files.Select(file => file.LastWriteTimeUtc).Append(folder.LastWriteTimeUtc).Max();
            return new CacheEntry(kind, folder.FullName, files.Sum(file => file.Length), new DateTimeOffset(used, TimeSpan.Zero), [.. runsOf[folder.Name].Order(StringComparer.Ordinal)]);
        });

    /// <summary>The runs that name each folder.</summary>
    private ILookup<string, string> References()
    {
        var faults = new List<Fault>();
        var references = new List<(string Folder, string Run)>();
        foreach (RunFolder run in RunFolder.Find(workspace.Experiments))
        {
            try
            {
                RunManifest manifest = run.ReadManifest();
                references.AddRange(manifest.FeatureTables.Concat(manifest.Prepared).Concat(manifest.JointModels).Concat(manifest.JointTables)
                    .Select(folder => (folder, $"{manifest.Experiment}/{manifest.RunId}")));
            }
            catch (InvalidInputException e)
            {
                faults.AddRange(e.Faults);
            }
        }

        InvalidInputException.ThrowIfAny(faults);
        return references.Distinct().ToLookup(reference => reference.Folder, reference => reference.Run, StringComparer.Ordinal);
    }
}

/// <summary>What a cache holds a thing of.</summary>
public enum CacheKind
{
    /// <summary>A feature table of <c>datasets/features</c>.</summary>
    Features,

    /// <summary>Prepared clips or transcripts of <c>datasets/prepared</c>.</summary>
    Prepared,

    /// <summary>A joint model of <c>datasets/audio-text</c>, with what it encoded.</summary>
    JointModel,
}

/// <summary>One folder of a cache.</summary>
/// <param name="Kind">What it is of.</param>
/// <param name="Folder">Its absolute path.</param>
/// <param name="Bytes">The size of all its files.</param>
/// <param name="LastUsed">When it was last written or found.</param>
/// <param name="Runs">The runs whose run.json names it, each <c>experiment/run</c>.</param>
public sealed record CacheEntry(CacheKind Kind, string Folder, long Bytes, DateTimeOffset LastUsed, IReadOnlyList<string> Runs)
{
    /// <summary>The folder's name.</summary>
    public string Name => Path.GetFileName(Folder);

    /// <summary>Whether it is what a process left that did not finish: a temporary folder, or shards of a table.</summary>
    public bool IsLeftover => Name.StartsWith(".tmp-", StringComparison.Ordinal) || Name.EndsWith(".partial", StringComparison.Ordinal);

    /// <summary>Whether it is a table of an encoder.</summary>
    public bool IsOf(string encoder) => Name.Length == encoder.Length + 17 && Name.StartsWith(encoder + "-", StringComparison.Ordinal);
}
