using System.Runtime.ExceptionServices;

namespace MerExperiments.Features;

/// <summary>A folder of feature tables that are named by what they were computed from: what was computed once is never computed again.</summary>
/// <remarks>A table lies in <c>&lt;encoder&gt;-&lt;key&gt;/</c> as <c>values.npy</c>, <c>index.csv</c>, <c>card.json</c> and, at the frame level,
/// <c>offsets.npy</c>, and is whole or absent. While it is computed, its finished shards lie in <c>&lt;encoder&gt;-&lt;key&gt;.partial/</c>; a killed
/// extraction goes on at the first one missing, and computes one that was damaged again. Safe for several threads and processes: two that compute
/// the same table at once end with one.</remarks>
/// <param name="root">The store's folder; it is created when first written.</param>
/// <param name="time">The clock by which temporary folders of killed processes are old enough, a day, to be deleted; null for the system's.</param>
public sealed class FeatureStore(string root, TimeProvider? time = null)
{
    /// <summary>Utterances per shard.</summary>
    public const int ShardRows = 128;

    private const string TemporaryPrefix = ".tmp-";
    private const int Attempts = 3, RemovalAttempts = 5;
    private static readonly TimeSpan LeftoverAge = TimeSpan.FromDays(1);

    /// <summary>The store's folder.</summary>
    public string Root { get; } = Path.GetFullPath(root);

    /// <summary>Where a table lies, whether or not it exists.</summary>
    public string FolderOf(FeatureCard card) => Path.Combine(Root, card.FolderName);

    /// <summary>An utterance-level table computed before, or null.</summary>
    /// <exception cref="InvalidInputException">Its folder is there and its files do not agree with each other.</exception>
    public StoredFeatures? Find(FeatureCard card) => Exists(card) ? FeatureTableFolder.Read(FolderOf(card)) : null;

    /// <summary>A frame-level table computed before, or null.</summary>
    /// <exception cref="InvalidInputException">Its folder is there and its files do not agree with each other.</exception>
    public StoredFrames? FindFrames(FeatureCard card) => Exists(card) ? FeatureTableFolder.ReadFrames(FolderOf(card)) : null;

    /// <summary>A table computed before or, where there is none, one computed now, shard by shard.</summary>
    /// <param name="card">What it is computed from; its level is the utterance.</param>
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
        Complete(card, names, table => Fill(table, rows => compute(rows).ToRows(card.Dimension), new Steps(workers, progress, cancellation)));
        progress?.Invoke(names.Count, names.Count);
        return Find(card)!;
    }

    /// <summary>A frame-level table computed before or, where there is none, one computed now, shard by shard.</summary>
    /// <param name="card">What it is computed from; its level is the frame.</param>
    /// <param name="names">The utterances, in order.</param>
    /// <param name="compute">Computes the given rows, start and end; called from several threads; equal rows must give equal bytes.</param>
    /// <param name="workers">How many shards are computed at once, 1 or more.</param>
    /// <param name="progress">Called with the rows done and all rows; from several threads.</param>
    /// <param name="cancellation">Stops after the shards in progress; they are kept.</param>
    public StoredFrames GetOrCreateFrames(
        FeatureCard card,
        IReadOnlyList<string> names,
        Func<Range, IReadOnlyList<FeatureRow>> compute,
        int workers = 1,
        Action<int, int>? progress = null,
        CancellationToken cancellation = default)
    {
        Complete(card, names, table => Fill(table, compute, new Steps(workers, progress, cancellation)));
        progress?.Invoke(names.Count, names.Count);
        return FindFrames(card)!;
    }

    /// <summary>Makes a table whole: has its missing shards computed, and puts it together. Nothing is done where it is whole already.</summary>
    /// <param name="card">What it is computed from.</param>
    /// <param name="names">The utterances, in order.</param>
    /// <param name="fill">Writes every missing shard of the table it is given; called again where one turns out damaged.</param>
    /// <exception cref="IOException">The disk is full, how far the table came and what to do; or a shard is damaged again and again.</exception>
    public void Complete(FeatureCard card, IReadOnlyList<string> names, Action<PartialTable> fill)
    {
        if (Exists(card))
        {
            return;
        }

        SweepLeftovers();
        string partial = FolderOf(card) + ".partial";
        try
        {
            Complete(card, names, fill, partial);
        }
        catch (Exception e) when ((e is IOException or InvalidInputException or DamagedShardException) && Exists(card))
        {
            // Another extraction of the same table finished first and deleted the shards under this one's hands.
        }

        Remove(partial);
    }

    private void Complete(FeatureCard card, IReadOnlyList<string> names, Action<PartialTable> fill, string partial)
    {
        for (int attempt = 1; !Exists(card); attempt++)
        {
            var table = new PartialTable(partial, card, names.Count, () => Exists(card));
            try
            {
                fill(table);
                Commit(card, names, table);
            }
            catch (IOException e) when (DiskSpace.IsFull(e))
            {
                throw DiskSpace.Explain(e, partial, table.CountFinished(), table.Count);
            }
            catch (DamagedShardException e) when (!Exists(card))
            {
                table.Discard(e.Shard);
                if (attempt == Attempts)
                {
                    throw new IOException(e.Message, e);
                }
            }
        }
    }

    private bool Exists(FeatureCard card) => Directory.Exists(FolderOf(card));

    private static void Fill(PartialTable table, Func<Range, IReadOnlyList<FeatureRow>> compute, Steps steps)
    {
        int done = table.Rows - table.Missing.Sum(CountOf);
        var options = new ParallelOptions { MaxDegreeOfParallelism = steps.Workers, CancellationToken = steps.Cancellation };
        try
        {
            Parallel.ForEach(table.Missing, options, shard =>
            {
                if (!table.IsDone(shard))
                {
                    table.Write(shard, compute(table.RowsOf(shard)));
                }

                steps.Progress?.Invoke(Interlocked.Add(ref done, CountOf(shard)), table.Rows);
            });
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }

        int CountOf(int shard) => table.RowsOf(shard).GetOffsetAndLength(table.Rows).Length;
    }

    /// <summary>Puts the table together under a temporary name and renames it.</summary>
    private void Commit(FeatureCard card, IReadOnlyList<string> names, PartialTable shards)
    {
        string temporary = Path.Combine(Root, $"{TemporaryPrefix}{Guid.NewGuid():N}");
        try
        {
            FeatureTableFolder.Write(temporary, card, names, shards);
            Directory.Move(temporary, FolderOf(card));
        }
        finally
        {
            Remove(temporary);
        }
    }

    /// <summary>Deletes what processes that were killed while they put a table together left long ago.</summary>
    private void SweepLeftovers()
    {
        DateTime oldest = (time ?? TimeProvider.System).GetUtcNow().UtcDateTime - LeftoverAge;
        if (Directory.Exists(Root))
        {
            foreach (string folder in Directory.GetDirectories(Root, TemporaryPrefix + "*").Where(folder => Directory.GetLastWriteTimeUtc(folder) < oldest))
            {
                Remove(folder);
            }
        }
    }

    /// <summary>Deletes a folder that another extraction may be deleting too, so that either stumbles over what the other has deleted.</summary>
    private static void Remove(string folder)
    {
        for (int attempt = 1; attempt <= RemovalAttempts && Directory.Exists(folder); attempt++)
        {
            try
            {
                Directory.Delete(folder, recursive: true);
            }
            catch (IOException)
            {
                // What might be left after the last attempt is never read.
            }
        }
    }

    private sealed record Steps(int Workers, Action<int, int>? Progress, CancellationToken Cancellation);
}
