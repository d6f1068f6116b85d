using MerExperiments.Encoders;

namespace MerExperiments.Pipeline.Benchmarks;

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
