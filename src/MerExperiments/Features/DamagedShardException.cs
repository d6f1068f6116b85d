namespace MerExperiments.Features;

/// <summary>A finished shard no longer holds what was written; it is computed again.</summary>
internal sealed class DamagedShardException(int shard, string path)
    : Exception($"{path}: does not hold what was written there; the disk may be failing")
{
    /// <summary>Which one.</summary>
    public int Shard { get; } = shard;
}
