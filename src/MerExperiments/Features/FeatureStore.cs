using System.Runtime.ExceptionServices;

namespace MerExperiments.Features;

/// <summary>A folder of feature tables that are named by what they were computed from: what was computed once is never computed again.</summary>
/// <remarks>A table lies in <c>&lt;encoder&gt;-&lt;key&gt;/</c> as <c>values.npy</c>, <c>index.csv</c> and <c>card.json</c>, and is whole or absent. While it is
/// computed, its finished shards lie in <c>&lt;encoder&gt;-&lt;key&gt;.partial/</c>; a killed extraction goes on at the first one missing. Safe for
/// several threads and processes: two that compute the same table at once end with one.</remarks>
/// <param name="root">The store's folder; it is created when first written.</param>
public sealed class FeatureStore(string root)
{
    /// <summary>Utterances per shard.</summary>
    public const int ShardRows = 128;

    private readonly string _root = Path.GetFullPath(root);

    /// <summary>Where a table lies, whether or not it exists.</summary>
    public string FolderOf(FeatureCard card) => Path.Combine(_root, card.FolderName);

    /// <summary>A table computed before, or null.</summary>
    /// <exception cref="InvalidInputException">Its folder is there and its files do not agree with each other.</exception>
    public StoredFeatures? Find(FeatureCard card)
    {
        string folder = FolderOf(card);
        return Directory.Exists(folder) ? FeatureTableFolder.Read(folder) : null;
    }

    /// <summary>A table computed before or, where there is none, one computed now, shard by shard.</summary>
    /// <param name="card">What it is computed from.</param>
    /// <param name="names">The utterances, in order.</param>
    /// <param name="compute">Computes the given rows, start and end; called from several threads; equal rows must give equal bytes.</param>
    /// <param name="workers">How many shards are computed at once, 1 or more.</param>
    /// <param name="progress">Called with the rows done and all rows; from several threads.</param>
    /// <param name="cancellation">Stops after the shards in progress; they are kept.</param>
    public StoredFeatures GetOrCreate(
        FeatureCard card,
        IReadOnlyList<string> names,
        Func<Range, FeatureShard> compute,
        int workers = 1,
        Action<int, int>? progress = null,
        CancellationToken cancellation = default)
    {
        if (Find(card) is { } found)
        {
            progress?.Invoke(names.Count, names.Count);
            return found;
        }

        var shards = new ShardFolder(FolderOf(card) + ".partial", card.Dimension, names.Count);
        bool FinishedElsewhere() => Directory.Exists(FolderOf(card));
        try
        {
            Fill(shards, FinishedElsewhere, compute, new Steps(workers, progress, cancellation));
            Commit(card, names, shards);
        }
        catch (Exception e) when ((e is IOException or InvalidInputException) && FinishedElsewhere())
        {
            // Another extraction of the same table finished first and deleted the shards under this one's hands.
        }

        return Find(card)!;
    }

    private static void Fill(ShardFolder shards, Func<bool> finishedElsewhere, Func<Range, FeatureShard> compute, Steps steps)
    {
        int done = 0;
        var options = new ParallelOptions { MaxDegreeOfParallelism = steps.Workers, CancellationToken = steps.Cancellation };
        try
        {
            Parallel.For(0, shards.Count, options, shard =>
            {
                if (!shards.Has(shard) && !finishedElsewhere())
                {
                    shards.Write(shard, compute(shards.RowsOf(shard)));
                }

                int rows = shards.RowsOf(shard).GetOffsetAndLength(shards.Rows).Length;
                steps.Progress?.Invoke(Interlocked.Add(ref done, rows), shards.Rows);
            });
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }
    }

    /// <summary>Puts the table together under a temporary name and renames it.</summary>
    private void Commit(FeatureCard card, IReadOnlyList<string> names, ShardFolder shards)
    {
        string target = FolderOf(card), temporary = Path.Combine(_root, $".tmp-{Guid.NewGuid():N}");
        try
        {
            FeatureTableFolder.Write(temporary, card, names, shards);
            Directory.Move(temporary, target);
        }
        finally
        {
            Remove(temporary);
        }

        Remove(shards.Path);
    }

    private static void Remove(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (IOException)
        {
            // Already gone, or another extraction is deleting it too; what might be left is never read.
        }
    }

    private sealed record Steps(int Workers, Action<int, int>? Progress, CancellationToken Cancellation);
}
