using MerExperiments.Storage;

namespace MerExperiments.Features;

/// <summary>A folder of feature tables that are named by what they were computed from: what was computed once is never computed again.</summary>
/// <remarks>A table lies in <c>&lt;encoder&gt;-&lt;key&gt;/</c> as <c>values.npy</c>, <c>index.csv</c>, <c>card.json</c> and, at the frame level,
/// <c>offsets.npy</c>, and is whole or absent. While it is computed, its finished shards lie in <c>&lt;encoder&gt;-&lt;key&gt;.partial/</c>; a killed
/// extraction goes on at the first one missing. What was damaged since it was written, shard or table, is computed again. Safe for several threads and processes: two that compute
/// the same table at once end with one.</remarks>
/// <param name="root">The store's folder; it is created when first written.</param>
/// <param name="time">The clock by which temporary folders of killed processes are old enough, a day, to be deleted; null for the system's.</param>
/// <param name="notice">Told in a sentence of what was damaged; null for nobody.</param>
public sealed class FeatureStore(string root, TimeProvider? time = null, Action<string>? notice = null)
{
    /// <summary>Utterances per shard.</summary>
    public const int ShardRows = 128;

    private const string TemporaryPrefix = ".tmp-";
    private const int Attempts = 3;
    private static readonly TimeSpan LeftoverAge = TimeSpan.FromDays(1);

    /// <summary>The store's folder.</summary>
    public string Root { get; } = Path.GetFullPath(root);

    /// <summary>Where a table lies, whether or not it exists.</summary>
    public string FolderOf(FeatureCard card) => Path.Combine(Root, card.FolderName);

    /// <summary>An utterance-level table computed before, or null. All its bytes are checked; a damaged one is told of and put away, and counts as not computed.</summary>
    /// <exception cref="InvalidInputException">The card is not of this level.</exception>
    public StoredFeatures? Find(FeatureCard card) => Whole(card, FeatureLevel.Utterance, FeatureTableFolder.Read);

    /// <summary>A frame-level table computed before, or null.</summary>
    /// <inheritdoc cref="Find"/>
    public StoredFrames? FindFrames(FeatureCard card) => Whole(card, FeatureLevel.Frame, FeatureTableFolder.ReadFrames);

    /// <summary>A table computed before or, where there is none or a damaged one, one that is computed now by whoever is asked.</summary>
    /// <param name="card">What it is computed from; its level is the utterance.</param>
    /// <param name="names">The utterances, in order.</param>
    /// <param name="fill">As in <see cref="Complete(FeatureCard, IReadOnlyList{string}, Action{PartialTable})"/>.</param>
    public StoredFeatures GetOrFill(FeatureCard card, IReadOnlyList<string> names, Action<PartialTable> fill) =>
        Found(() => Find(card), () => Complete(card, names, fill));

    /// <summary>The same at the frame level.</summary>
    /// <inheritdoc cref="GetOrFill"/>
    public StoredFrames GetOrFillFrames(FeatureCard card, IReadOnlyList<string> names, Action<PartialTable> fill) =>
        Found(() => FindFrames(card), () => Complete(card, names, fill));

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
        StoredFeatures stored = GetOrFill(card, names, table => Fill(table, rows => compute(rows).ToRows(card.Dimension), new Steps(workers, progress, cancellation)));
        progress?.Invoke(names.Count, names.Count);
        return stored;
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
        StoredFrames stored = GetOrFillFrames(card, names, table => Fill(table, compute, new Steps(workers, progress, cancellation)));
        progress?.Invoke(names.Count, names.Count);
        return stored;
    }

    /// <summary>Makes a table whole: has its missing shards computed, and puts it together. Nothing is done where there is one: whether it is undamaged, <see cref="Find"/> sees.</summary>
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

        CacheFolder.Remove(partial);
    }

    private void Complete(FeatureCard card, IReadOnlyList<string> names, Action<PartialTable> fill, string partial)
    {
        for (int attempt = 1; !Exists(card); attempt++)
        {
            var table = new PartialTable(partial, card, names.Count, () => Exists(card), shard => Tell(card, $"shard {shard}"));
            try
            {
                fill(table);
                Commit(card, names, table);
            }
            catch (IOException e) when (FullDisk.Caused(e))
            {
                throw new IOException(
                    $"{partial}: the disk is full, with {table.CountFinished()} of {table.Count} shards finished; make room there (a table needs twice its size until it is whole) or choose another "
                    + "folder for the features, and start again: finished shards are kept, and the work goes on at the first one missing",
                    e);
            }
            catch (DamagedShardException e) when (!Exists(card))
            {
                Tell(card, e.Message);
                table.Discard(e.Shard);
                if (attempt == Attempts)
                {
                    throw new IOException(e.Message, e);
                }
            }
        }
    }

    private T? Whole<T>(FeatureCard card, FeatureLevel level, Func<string, T> read)
        where T : class
    {
        string folder = FolderOf(card);
        if (card.Level != level)
        {
            throw new InvalidInputException(folder, $"is of the level {card.Level}; a table of the level {level} is expected here");
        }

        try
        {
            if (!Exists(card))
            {
                return null;
            }

            FeatureTableFolder.Require(folder, card);
            CacheFolder.Touch(folder);
            return read(folder);
        }
        catch (InvalidInputException damage)
        {
            Tell(card, string.Join(", ", damage.Faults.Select(fault => $"{Path.GetFileName(fault.Place)} {fault.Problem}")));
            PutAway(folder, card);
            return null;
        }
    }

    /// <summary>Takes a damaged table out of the way. Another process may have computed it again meanwhile: what turns out whole is put back.</summary>
    private void PutAway(string folder, FeatureCard card)
    {
        string aside = Path.Combine(Root, $"{TemporaryPrefix}{Guid.NewGuid():N}");
        try
        {
            Directory.Move(folder, aside);
            FeatureTableFolder.Require(aside, card);
            Directory.Move(aside, folder);
        }
        catch (InvalidInputException)
        {
            CacheFolder.Remove(aside);
        }
        catch (IOException) when (!Directory.Exists(folder) || Directory.Exists(aside))
        {
            // Another process put it away first, or has put a new one there.
            CacheFolder.Remove(aside);
        }
    }

    private void Tell(FeatureCard card, string what) => notice?.Invoke($"features of {card.Encoder} were damaged ({what}); they are computed again");

    private static T Found<T>(Func<T?> find, Action compute)
        where T : class
    {
        T? found = find();
        for (int attempt = 1; found is null; attempt++)
        {
            compute();
            found = find();
            if (found is null && attempt == Attempts)
            {
                throw new IOException("a feature table was damaged again and again as soon as it was written; the disk may be failing");
            }
        }

        return found;
    }

    private bool Exists(FeatureCard card) => Directory.Exists(FolderOf(card));

    private static void Fill(PartialTable table, Func<Range, IReadOnlyList<FeatureRow>> compute, Steps steps)
    {
        int done = table.Rows - table.Missing.Sum(table.CountOf);
        Shards.ForEach(table.Missing, steps.Workers, Compute, steps.Cancellation);

        void Compute(int shard)
        {
            if (!table.IsDone(shard))
            {
                table.Write(shard, compute(table.RowsOf(shard)));
            }

            steps.Progress?.Invoke(Interlocked.Add(ref done, table.CountOf(shard)), table.Rows);
        }
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
            CacheFolder.Remove(temporary);
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
                CacheFolder.Remove(folder);
            }
        }
    }

    private sealed record Steps(int Workers, Action<int, int>? Progress, CancellationToken Cancellation);
}
