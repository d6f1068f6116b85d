using MerExperiments.Encoders;

namespace MerExperiments.Pipeline.Benchmarks;

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
