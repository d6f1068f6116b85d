using MerExperiments.Media.Spectral;
using MerExperiments.Onnx;

namespace MerExperiments.Encoders.Inference;

/// <summary>A sound as log-mel energies of 30 s windows; what a model gives for the silence after a clip is not kept.</summary>
internal sealed class MelSignal : RowSignal
{
    private readonly FrameGeometry _frames;
    private readonly AudioPiece[] _pieces;
    private readonly float[][] _energies;

    public MelSignal(ReadOnlySpan<float> samples, WhisperLogMel mel, FrameGeometry frames, AudioChunking? chunking)
    {
        _frames = frames;
        Frames = frames.Frames(samples.Length);
        _pieces = AudioPiece.Of(samples.Length, frames, chunking ?? AudioPiece.Longest(frames, WhisperLogMel.Samples));
        _energies = new float[_pieces.Length][];
        for (int i = 0; i < _pieces.Length; i++)
        {
            _energies[i] = new float[mel.Bands * WhisperLogMel.Frames];
            mel.Compute(samples.Slice(_pieces[i].Start, _pieces[i].Length), _energies[i]);
        }
    }

    public override int Pieces => _pieces.Length;

    public override int Frames { get; }

    public override long Bytes => _energies.Sum(piece => piece.Length * (long)sizeof(float));

    public override int LengthOf(int piece) => _energies[piece].Length;

    public override int FirstFrameOf(int piece) => _pieces[piece].FirstFrame;

    public override ReadOnlySpan<FrameSpan> KeptOf(int piece, int frames, EncoderPooling? pooling) => new[] { _pieces[piece].Kept };

    public override int ExpectedFrames(int paddedLength) => _frames.Frames(WhisperLogMel.Samples);

    public override void Write(int piece, TensorBlock block, int at) => block.Put(at, _energies[piece]);
}
