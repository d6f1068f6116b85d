using System.Globalization;
using System.Runtime.ExceptionServices;

namespace MerExperiments.Storage;

/// <summary>The index of work on many rows that can be stopped at any instant: rows are worked off in shards, each of which leaves a file that commits it, and whoever
/// goes on does so at the first one missing.</summary>
/// <remarks>Immutable, and safe for several threads and processes that compute the same bytes.</remarks>
/// <param name="folder">Where the shards' files lie: <c>&lt;i&gt;.&lt;ending&gt;</c>.</param>
/// <param name="ending">The ending of the file that commits a shard, e.g. <c>json</c>.</param>
/// <param name="rows">All rows, 0 or more.</param>
/// <param name="shardRows">Rows per shard, 1 or more; the last one may have fewer.</param>
public sealed class Shards(string folder, string ending, int rows, int shardRows)
{
    /// <summary>All rows.</summary>
    public int Rows { get; } = rows;

    /// <summary>The number of shards.</summary>
    public int Count => (Rows + shardRows - 1) / shardRows;

    /// <summary>The rows of a shard.</summary>
    public Range RowsOf(int shard) => (shard * shardRows)..Math.Min(Rows, (shard + 1) * shardRows);

    /// <summary>How many rows a shard has.</summary>
    public int CountOf(int shard) => RowsOf(shard).GetOffsetAndLength(Rows).Length;

    /// <summary>The file that commits a shard, or another one of it.</summary>
    public string FileOf(int shard, string? other = null) => Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{shard:D5}.{other ?? ending}"));

    /// <summary>True where the file that commits a shard is there.</summary>
    public bool IsCommitted(int shard) => File.Exists(FileOf(shard));

    /// <summary>How many shards are committed by now.</summary>
    public int CountCommitted() => Enumerable.Range(0, Count).Count(IsCommitted);

    /// <summary>Works shards off side by side; the first failure stops the others and is thrown as it is.</summary>
    /// <param name="shards">Which ones.</param>
    /// <param name="workers">How many at once, 1 or more.</param>
    /// <param name="work">Called from several threads.</param>
    /// <param name="cancellation">Stops after the shards in progress.</param>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static void ForEach(IEnumerable<int> shards, int workers, Action<int> work, CancellationToken cancellation)
    {
        try
        {
            Parallel.ForEach(shards, new ParallelOptions { MaxDegreeOfParallelism = workers, CancellationToken = cancellation }, work);
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }
    }
}
