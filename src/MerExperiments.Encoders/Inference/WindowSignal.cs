using MerExperiments.Onnx;

namespace MerExperiments.Encoders.Inference;

/// <summary>Windows over the frames that the graph before gave.</summary>
internal sealed class WindowSignal : RowSignal
{
    private static readonly FrameSpan[] One = [new FrameSpan(0, 1)];
    private readonly float[] _frames;
    private readonly int _dimension;
    private readonly int _window;
    private readonly int _hop;

    /// <summary>Scales frames, which are this object's from here on.</summary>
    public WindowSignal(float[] frames, int dimension, EncoderGraph graph)
    {
        (_frames, _dimension, _window, _hop) = (frames, dimension, graph.WindowFrames!.Value, graph.HopFrames);
        for (int i = 0; i < frames.Length; i++)
        {
            frames[i] = (frames[i] * graph.Scale) + graph.Offset;
        }
    }

    public override int Pieces => Math.Max(1, (((_frames.Length / _dimension) - _window) / _hop) + 1);

    public override int Frames => Pieces;

    public override long Bytes => _frames.Length * (long)sizeof(float);

    public override int LengthOf(int piece) => _window * _dimension;

    public override ReadOnlySpan<FrameSpan> KeptOf(int piece, int frames, EncoderPooling? pooling) => One;

    public override int ExpectedFrames(int paddedLength) => 1;

    public override void Write(int piece, TensorBlock block, int at)
    {
        int first = piece * _hop * _dimension, there = Math.Min(_window * _dimension, _frames.Length - first);
        block.Put(at, _frames.AsSpan(first, there));
        for (int filled = there; filled < _window * _dimension; filled += _dimension)
        {
            block.Put(at + filled, _frames.AsSpan(_frames.Length - _dimension));
        }
    }
}
