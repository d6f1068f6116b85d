using System.Collections.Concurrent;

namespace MerExperiments.Media.Preparation;

/// <summary>Sounds that are read again and again, such as the talkers of babble: the first 256 MiB of them stay in memory, and what cannot be read is
/// not tried twice. Thread-safe.</summary>
/// <param name="read">Reads a sound.</param>
internal sealed class SoundCache(Func<string, Waveform> read)
{
    private const long MostBytes = 256L << 20;
    private readonly ConcurrentDictionary<string, Waveform> _sounds = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _refused = new(StringComparer.Ordinal);
    private long _bytes;

    /// <summary>A sound, from memory where it is kept.</summary>
    /// <exception cref="ClipException">It cannot be read.</exception>
    public Waveform Read(string path)
    {
        if (_refused.TryGetValue(path, out string? reason))
        {
            throw new ClipException(path, reason);
        }

        return _sounds.TryGetValue(path, out Waveform? kept) ? kept : Keep(path);
    }

    private Waveform Keep(string path)
    {
        try
        {
            Waveform sound = read(path);
            if (Interlocked.Add(ref _bytes, sizeof(float) * (long)sound.Samples.Length) <= MostBytes)
            {
                _sounds.TryAdd(path, sound);
            }

            return sound;
        }
        catch (ClipException e)
        {
            _refused.TryAdd(path, e.Reason);
            throw;
        }
    }
}
