using MerExperiments.Onnx;

namespace MerExperiments.Encoders.Inference;

/// <summary>One utterance as a graph is fed with it: one piece or several, each of which is a row of some batch.</summary>
/// <remarks>Immutable; several threads may read it.</remarks>
internal abstract class RowSignal
{
    /// <summary>How many rows of batches it takes.</summary>
    public abstract int Pieces { get; }

    /// <summary>The frames of all pieces together; -1 where only the model knows, and then there is one piece.</summary>
    public abstract int Frames { get; }

    /// <summary>What it holds in memory, in bytes.</summary>
    public abstract long Bytes { get; }

    /// <summary>The values of a piece along the axis that may be padded; for pictures and windows all their values.</summary>
    public abstract int LengthOf(int piece);

    /// <summary>The length that the model is told in its mask or lengths.</summary>
    public virtual int ToldLengthOf(int piece) => LengthOf(piece);

    /// <summary>Where a piece's frames go among all of the utterance's.</summary>
    public virtual int FirstFrameOf(int piece) => piece;

    /// <summary>The output frames that are the utterance's own, in order.</summary>
    /// <param name="piece">The piece.</param>
    /// <param name="frames">The frames the model gave for it, without padding before it.</param>
    /// <param name="pooling">How they will be pooled; null where each is wanted.</param>
    public abstract ReadOnlySpan<FrameSpan> KeptOf(int piece, int frames, EncoderPooling? pooling);

    /// <summary>The frames the model must give for a padded length, or -1 where only the model knows.</summary>
    public abstract int ExpectedFrames(int paddedLength);

    /// <summary>Writes a piece's values from an element of the block on.</summary>
    public abstract void Write(int piece, TensorBlock block, int at);
}
