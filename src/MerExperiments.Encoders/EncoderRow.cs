using MerExperiments.Encoders.Inference;

namespace MerExperiments.Encoders;

/// <summary>One utterance as an encoder's first graph will be fed with it; what <see cref="EncoderSession"/> prepared and nobody else can read.</summary>
/// <remarks>Immutable. Only a session of the card that prepared it may encode it.</remarks>
public sealed class EncoderRow
{
    internal EncoderRow(RowSignal signal) => (Signal, Bytes) = (signal, signal.Bytes);

    /// <summary>What the row holds in memory, in bytes: how a pipeline bounds what it keeps waiting.</summary>
    public long Bytes { get; }

    internal RowSignal Signal { get; }
}
