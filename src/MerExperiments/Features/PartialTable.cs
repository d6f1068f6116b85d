using MerExperiments.Runs;
using MerExperiments.Storage;

namespace MerExperiments.Features;

/// <summary>A table that is being computed, shard by shard: what a <see cref="FeatureStore"/> keeps of a killed extraction.</summary>
/// <remarks>A shard is <c>&lt;i&gt;.npy</c>, and <c>&lt;i&gt;.json</c> written after it, which commits it and holds its SHA-256. Safe for several threads and
/// processes, which must compute the same bytes.</remarks>
public sealed class PartialTable
{
    private readonly FeatureCard _card;
    private readonly Shards _shards;
    private readonly Func<bool> _finishedElsewhere;
    private readonly Action<int> _damaged;

    internal PartialTable(string path, FeatureCard card, int rows, Func<bool> finishedElsewhere, Action<int> damaged)
    {
        (_card, _finishedElsewhere, _damaged) = (card, finishedElsewhere, damaged);
        _shards = new Shards(Path.Combine(path, "shards"), "json", rows, FeatureStore.ShardRows);
        Missing = [.. Enumerable.Range(0, Count).Where(shard => !IsWhole(shard))];
    }

    /// <summary>The number of rows of the whole table.</summary>
    public int Rows => _shards.Rows;

    /// <summary>The number of shards of the whole table.</summary>
    public int Count => _shards.Count;

    /// <summary>The shards that were missing or damaged when this was opened, ascending.</summary>
    public IReadOnlyList<int> Missing { get; }

    /// <summary>The rows of a shard.</summary>
    public Range RowsOf(int shard) => _shards.RowsOf(shard);

    /// <summary>True where a shard needs no computing any more: another extraction finished it, or the whole table.</summary>
    public bool IsDone(int shard) => _shards.IsCommitted(shard) || _finishedElsewhere();

    /// <summary>Commits a shard; where one was committed before, that one stands.</summary>
    /// <param name="shard">Which one.</param>
    /// <param name="rows">Its rows, in order.</param>
    /// <exception cref="InvalidOperationException">The number of rows or values is wrong, or a present row holds a value that the table cannot hold.</exception>
    /// <exception cref="IOException">The disk is full, or the folder cannot be written.</exception>
    public void Write(int shard, IReadOnlyList<FeatureRow> rows)
    {
        int[] frames = Check(rows, CountOf(shard));
        if (IsDone(shard))
        {
            return;
        }

        string hash = "";
        AtomicFile.Write(_shards.FileOf(shard, "npy"), stream => hash = WriteValues(stream, rows, frames));
        RunJson.Write(_shards.FileOf(shard), new ShardRecord(hash, [.. rows.Select(row => row.State)], [.. rows.Select(row => row.Reason)], frames));
    }

    /// <summary>How many shards are finished by now.</summary>
    internal int CountFinished() => _shards.CountCommitted();

    /// <summary>How many rows a shard has.</summary>
    internal int CountOf(int shard) => _shards.CountOf(shard);

    /// <summary>A finished shard's record.</summary>
    internal ShardRecord Record(int shard) =>
        TryRecord(shard) ?? throw new DamagedShardException(shard, _shards.FileOf(shard));

    /// <summary>Copies a finished shard's values, and checks that they are what was written.</summary>
    /// <exception cref="DamagedShardException">They are not.</exception>
    internal void CopyValues(int shard, ShardRecord record, Stream target)
    {
        string path = _shards.FileOf(shard, "npy");
        using var values = new HashedValues(target, _card.Precision);
        using FileStream source = File.OpenRead(path);
        Npy.ReadHeader(source, path);
        values.CopyFrom(source);
        if (values.Sha256() != record.Sha256)
        {
            throw new DamagedShardException(shard, path);
        }
    }

    /// <summary>Drops a damaged shard, so that it is computed again.</summary>
    internal void Discard(int shard)
    {
        CheckedFile.Delete(_shards.FileOf(shard));
        File.Delete(_shards.FileOf(shard, "npy"));
    }

    /// <summary>True where both files are there and agree; whether each byte is right is seen when the table is put together.</summary>
    private bool IsWhole(int shard)
    {
        if (!_shards.IsCommitted(shard))
        {
            return false;
        }

        if (TryRecord(shard) is { } record && HasValues(shard, record))
        {
            return true;
        }

        if (!_finishedElsewhere())
        {
            _damaged(shard);
            Discard(shard);
        }

        return false;
    }

    private ShardRecord? TryRecord(int shard)
    {
        try
        {
            ShardRecord record = RunJson.Read<ShardRecord>(_shards.FileOf(shard));
            return record.Holds(CountOf(shard)) ? record : null;
        }
        catch (Exception e) when (e is InvalidInputException or FileNotFoundException)
        {
            return null;
        }
    }

    private bool HasValues(int shard, ShardRecord record)
    {
        string path = _shards.FileOf(shard, "npy");
        try
        {
            using FileStream stream = File.OpenRead(path);
            NpyArray array = Npy.ReadHeader(stream, path);
            return array.Shape.SequenceEqual([record.Frames.Sum(count => (long)count), _card.Dimension])
                && array.Type == FeatureTableFolder.TypeOf(_card.Precision)
                && stream.Length == array.DataOffset + (array.Count * array.ItemSize);
        }
        catch (Exception e) when (e is InvalidInputException or FileNotFoundException or FormatException or OverflowException or EndOfStreamException)
        {
            return false;
        }
    }

    private string WriteValues(Stream stream, IReadOnlyList<FeatureRow> rows, int[] frames)
    {
        FeatureTableFolder.WriteHeader(stream, _card.Precision, frames.Sum(count => (long)count), _card.Dimension);
        float[] missing = new float[_card.Dimension];
        Array.Fill(missing, float.NaN);
        using var values = new HashedValues(stream, _card.Precision);
        for (int row = 0; row < frames.Length; row++)
        {
            values.Write(rows[row].State == FeatureState.Present ? rows[row].Values.Span : missing.AsSpan(0, frames[row] * _card.Dimension));
        }

        return values.Sha256();
    }

    /// <summary>The number of frames of each row.</summary>
    private int[] Check(IReadOnlyList<FeatureRow> rows, int count) =>
        rows.Count == count
            ? [.. rows.Select(FramesOf)]
            : throw new InvalidOperationException($"a shard of {count} rows came with {rows.Count}");

    private int FramesOf(FeatureRow row, int index)
    {
        bool utterance = _card.Level == FeatureLevel.Utterance;
        if (row.State != FeatureState.Present)
        {
            return utterance ? 1 : 0;
        }

        int length = row.Values.Length, frames = length / _card.Dimension;
        if (frames * _card.Dimension != length || (utterance ? frames != 1 : frames == 0))
        {
            string rule = utterance ? $"it must have {_card.Dimension}" : $"it must have a multiple of {_card.Dimension}, and one frame or more";
            throw new InvalidOperationException($"row {index} came with {length} values; {rule}");
        }

        RequireFinite(row.Values.Span, index);
        return frames;
    }

    private void RequireFinite(ReadOnlySpan<float> values, int row)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (!_card.CanHold(values[i]))
            {
                string rule = float.IsFinite(values[i]) ? "float16 holds at most 65504" : "a present feature must be finite";
                throw new InvalidOperationException(FormattableString.Invariant($"value {i} of row {row} is {values[i]}; {rule}"));
            }
        }
    }
}

/// <summary>What commits a shard of a table that is being computed: written after its values, and able to tell whether they are still those.</summary>
/// <param name="Sha256">SHA-256 of the values' bytes, without the header, in hexadecimal.</param>
/// <param name="States">Each row's state.</param>
/// <param name="Reasons">Why a row is quarantined; null for all others.</param>
/// <param name="Frames">How many frames each row has; 1 at the utterance level.</param>
internal sealed record ShardRecord(string Sha256, FeatureState[] States, string?[] Reasons, int[] Frames)
{
    /// <summary>True where the parts agree with each other and with the number of rows.</summary>
    public bool Holds(int rows) =>
        Sha256 is { Length: 64 } && States?.Length == rows && Reasons?.Length == rows && Frames?.Length == rows && Frames.All(count => count >= 0);
}
