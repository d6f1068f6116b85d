using MerExperiments.Media;
using MerExperiments.Onnx;

namespace MerExperiments.Encoders.Inference;

/// <summary>Face frames in the size and channels of an image model; they are kept as bytes and become floats when they are fed.</summary>
internal sealed class PictureSignal : RowSignal
{
    private static readonly FrameSpan[] One = [new FrameSpan(0, 1)];
    private readonly byte[][] _pictures;
    private readonly float[] _table;
    private readonly ImagePreparation _image;

    /// <summary>Prepares frames.</summary>
    /// <param name="faces">The frames.</param>
    /// <param name="image">What the model takes.</param>
    /// <param name="table">Its <see cref="ImagePreparation.Table"/>.</param>
    public PictureSignal(FaceFrames faces, ImagePreparation image, float[] table)
    {
        (_image, _table) = (image, table);
        FaceFrames sized = PictureBytes.Sized(faces, image.Size);
        _pictures = [.. Enumerable.Range(0, sized.Count).Select(frame => PictureBytes.Of(sized[frame], image))];
    }

    public override int Pieces => _pictures.Length;

    public override int Frames => _pictures.Length;

    public override long Bytes => _pictures.Sum(picture => (long)picture.Length);

    public override int LengthOf(int piece) => _pictures[piece].Length;

    public override ReadOnlySpan<FrameSpan> KeptOf(int piece, int frames, EncoderPooling? pooling) =>
        _image.Patches == PatchPooling.Mean ? new[] { new FrameSpan(0, frames) } : One;

    public override int ExpectedFrames(int paddedLength) => _image.Patches == PatchPooling.None ? 1 : -1;

    public override void Write(int piece, TensorBlock block, int at)
    {
        Span<float> floats = block.Floats(at);
        if (floats.Length == 0)
        {
            float[] values = new float[_pictures[piece].Length];
            Fill(_pictures[piece], values);
            block.Put(at, values);
        }
        else
        {
            Fill(_pictures[piece], floats);
        }
    }

    private void Fill(byte[] picture, Span<float> values)
    {
        int pixels = _image.Size * _image.Size, channels = _image.ChannelCount;
        bool planes = _image.Layout == TensorLayout.Nchw;
        for (int channel = 0; channel < channels; channel++)
        {
            ReadOnlySpan<float> table = _table.AsSpan(channel * 256, 256);
            (int start, int step) = planes ? (channel * pixels, 1) : (channel, channels);
            for (int i = 0, k = start; i < pixels; i++, k += step)
            {
                values[k] = table[picture[k]];
            }
        }
    }
}
