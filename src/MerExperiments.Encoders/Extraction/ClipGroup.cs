
namespace MerExperiments.Encoders;

/// <summary>Consecutive rows of one shard that are encoded together; which ones follows from their order and bytes alone.</summary>
internal sealed class ClipGroup<T>(ShardAssembly shard)
    where T : class
{
    /// <summary>The shard the rows belong to.</summary>
    public ShardAssembly Shard { get; } = shard;

    /// <summary>All rows, those without anything to encode included.</summary>
    public int Count { get; private set; }

    /// <summary>What the clips hold in memory.</summary>
    public long Bytes { get; private set; }

    /// <summary>What there is to encode.</summary>
    public List<T> Clips { get; } = [];

    /// <summary>Which rows of the shard that is.</summary>
    public List<int> Rows { get; } = [];

    /// <summary>Adds a row of the shard.</summary>
    public void Add(int row, PreparedClip<T> clip, long bytes)
    {
        Count++;
        Bytes += bytes;
        if (clip.Row is { } there)
        {
            Clips.Add(there);
            Rows.Add(row);
        }
        else
        {
            Shard.Rows[row] = new(clip.State, default, clip.Reason);
        }
    }
}
