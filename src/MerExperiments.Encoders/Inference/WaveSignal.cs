using MerExperiments.Onnx;

namespace MerExperiments.Encoders.Inference;

/// <summary>A sound whose samples a graph reads.</summary>
internal sealed class WaveSignal(ReadOnlyMemory<float> samples, FrameGeometry? frames, AudioChunking? chunking) : RowSignal
{
    private readonly AudioPiece[] _pieces = AudioPiece.Of(samples.Length, frames, chunking);

    public override int Pieces => _pieces.Length;

    public override int Frames => frames?.Frames(samples.Length) ?? -1;

    public override long Bytes => samples.Length * (long)sizeof(float);

    public override int LengthOf(int piece) => _pieces[piece].Length;

    /// <summary>A clip shorter than one frame is told as long as one: a model whose mask is all zeros gives no number.</summary>
    public override int ToldLengthOf(int piece) => Math.Max(_pieces[piece].Length, frames?.ReceptiveField ?? 0);

    public override int FirstFrameOf(int piece) => _pieces[piece].FirstFrame;

    public override ReadOnlySpan<FrameSpan> KeptOf(int piece, int frames, EncoderPooling? pooling)
    {
        FrameSpan kept = _pieces[piece].Kept;
        return new[] { kept.Count < 0 ? new FrameSpan(0, frames) : kept };
    }

    public override int ExpectedFrames(int paddedLength) => frames?.Frames(paddedLength) ?? -1;

    public override void Write(int piece, TensorBlock block, int at) =>
        block.Put(at, samples.Span.Slice(_pieces[piece].Start, _pieces[piece].Length));
}
