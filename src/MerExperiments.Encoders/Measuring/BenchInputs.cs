namespace MerExperiments.Encoders.Measuring;

/// <summary>Clips of one kind of signal: read by one function, prepared by another.</summary>
/// <typeparam name="T">The signal: a sound, a text or face frames.</typeparam>
internal sealed class BenchInputs<T>(
    IReadOnlyList<string> clips, string described, Func<string, T> read, Func<EncoderSession, T, EncoderRow> prepare) : IBenchInputs
{
    private readonly T[] _signals = new T[clips.Count];

    public int Count => clips.Count;

    public string Described => described;

    public void Decode()
    {
        for (int i = 0; i < clips.Count; i++)
        {
            _signals[i] = read(clips[i]);
        }
    }

    public EncoderRow[] Prepare(EncoderSession session) => [.. _signals.Select(signal => prepare(session, signal))];
}

/// <summary>Clips for an <see cref="EncoderBench"/>, of one kind of signal.</summary>
internal interface IBenchInputs
{
    /// <summary>How many.</summary>
    int Count { get; }

    /// <summary>What they are, in words.</summary>
    string Described { get; }

    /// <summary>Reads all clips; what is read is what <see cref="Prepare"/> prepares.</summary>
    void Decode();

    /// <summary>Prepares what was read.</summary>
    EncoderRow[] Prepare(EncoderSession session);
}
