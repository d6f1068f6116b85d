using MerExperiments.Features;

namespace MerExperiments.Encoders;

/// <summary>The rows of one shard on their way through the pipeline.</summary>
internal sealed class ShardAssembly(int shard, int rows)
{
    private int _open = rows;
    private long _bytes;

    /// <summary>Which shard of the table.</summary>
    public int Shard { get; } = shard;

    /// <summary>The features, filled in by several threads, each its own rows.</summary>
    public FeatureRow[] Rows { get; } = new FeatureRow[rows];

    /// <summary>The bytes of the features there are.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Says that features have been filled in.</summary>
    /// <returns>True where these were the last ones.</returns>
    public bool Finish(int count, long bytes)
    {
        Interlocked.Add(ref _bytes, bytes);
        return Interlocked.Add(ref _open, -count) == 0;
    }
}
