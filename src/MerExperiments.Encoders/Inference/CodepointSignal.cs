using MerExperiments.Onnx;

namespace MerExperiments.Encoders.Inference;

/// <summary>A transcript's Unicode scalar values.</summary>
internal sealed class CodepointSignal(long[] codepoints) : RowSignal
{
    public override int Pieces => 1;

    public override int Frames => -1;

    public override long Bytes => codepoints.Length * (long)sizeof(long);

    public override int LengthOf(int piece) => codepoints.Length;

    public override ReadOnlySpan<FrameSpan> KeptOf(int piece, int frames, EncoderPooling? pooling) =>
        new[] { new FrameSpan(0, Math.Min(frames, codepoints.Length)) };

    public override int ExpectedFrames(int paddedLength) => paddedLength;

    public override void Write(int piece, TensorBlock block, int at) => block.Put(at, codepoints);
}
