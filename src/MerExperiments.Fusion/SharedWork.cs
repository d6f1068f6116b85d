using System.Collections.Concurrent;

namespace MerExperiments.Fusion;

/// <summary>What several fits on the same rows have in common, computed once: distances between rows, and all that no trial's parameters change.</summary>
/// <remarks>Thread-safe. A value must be a function of the rows and its key alone, so that a fit gives the same bytes whether it finds the value or computes it. Above the budget
/// nothing more is kept, and each fit computes for itself.</remarks>
/// <param name="mostBytes">The memory that may be kept.</param>
public sealed class SharedWork(long mostBytes)
{
    private readonly ConcurrentDictionary<string, Lazy<object>> _kept = new(StringComparer.Ordinal);
    private long _bytes;

    /// <summary>The value of a key.</summary>
    /// <param name="key">What it is, with the columns that it is of.</param>
    /// <param name="bytes">The memory it takes.</param>
    /// <param name="compute">Computes it; called once at a time for a key that is kept.</param>
    public T Of<T>(string key, long bytes, Func<T> compute)
        where T : class
    {
        if (_kept.TryGetValue(key, out Lazy<object>? known))
        {
            return (T)known.Value;
        }

        if (Interlocked.Add(ref _bytes, bytes) > mostBytes)
        {
            Interlocked.Add(ref _bytes, -bytes);
            return compute();
        }

        var mine = new Lazy<object>(compute);
        Lazy<object> kept = _kept.GetOrAdd(key, mine);
        if (kept != mine)
        {
            Interlocked.Add(ref _bytes, -bytes); // another thread came first, and counted it
        }

        return (T)kept.Value;
    }
}
