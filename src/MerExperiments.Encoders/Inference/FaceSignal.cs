using MerExperiments.Media;
using MerExperiments.Onnx;

namespace MerExperiments.Encoders.Inference;

/// <summary>Face frames as they are.</summary>
internal sealed class FaceSignal(FaceFrames faces) : RowSignal
{
    private static readonly FrameSpan[] One = [new FrameSpan(0, 1)];

    public override int Pieces => faces.Count;

    public override int Frames => faces.Count;

    public override long Bytes => faces.Bytes.Length;

    public override int LengthOf(int piece) => FaceFrames.FrameBytes;

    public override ReadOnlySpan<FrameSpan> KeptOf(int piece, int frames, EncoderPooling? pooling) => One;

    public override int ExpectedFrames(int paddedLength) => 1;

    public override void Write(int piece, TensorBlock block, int at) => block.Put(at, faces[piece]);
}
