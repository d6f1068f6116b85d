using MerExperiments.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace MerExperiments.Media.Faces;

/// <summary>The input tensor [1, 3, height, width] of a detector, and what fills it from pictures of one size; used again and again, by one thread at a time.</summary>
internal sealed class DetectorInput : IDisposable
{
    private readonly DetectorCanvas _canvas;
    private readonly PixelCoding _coding;
    private readonly PictureScaler _scaler;
    private readonly float[] _values, _row;

    /// <summary>Allocates the tensor.</summary>
    public DetectorInput(Picture picture, DetectorCanvas canvas, PixelCoding coding)
    {
        (_canvas, _coding) = (canvas, coding);
        _scaler = new PictureScaler(picture.Width, picture.Height, canvas.ContentWidth, canvas.ContentHeight);
        _row = new float[canvas.ContentWidth * 3];
        _values = new float[3 * canvas.Width * canvas.Height];
        Array.Fill(_values, -coding.Mean / coding.Scale);
        Tensor = OnnxSession.Tensor<float>(_values, 1, 3, canvas.Height, canvas.Width);
    }

    /// <summary>The tensor over the values.</summary>
    public OrtValue Tensor { get; }

    /// <summary>True where a picture of this size goes onto this canvas.</summary>
    public bool Fits(Picture picture, DetectorCanvas canvas) => canvas == _canvas && _scaler.Takes(picture);

    /// <summary>Writes a picture into the tensor.</summary>
    public void Load(Picture picture)
    {
        for (int y = 0; y < _canvas.ContentHeight; y++)
        {
            _scaler.Row(picture.Bytes.Span, y, _row);
            for (int channel = 0; channel < 3; channel++)
            {
                int plane = _coding.RedFirst ? 2 - channel : channel;
                Put(channel, _values.AsSpan(((plane * _canvas.Height) + y) * _canvas.Width, _canvas.ContentWidth));
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Tensor.Dispose();

    private void Put(int channel, Span<float> plane)
    {
        float factor = 1 / _coding.Scale, offset = -_coding.Mean / _coding.Scale;
        for (int x = 0; x < plane.Length; x++)
        {
            plane[x] = (_row[(3 * x) + channel] * factor) + offset;
        }
    }
}

/// <summary>How a picture lies in a network's input: scaled to a content size, at the left upper corner, the rest black.</summary>
/// <param name="ContentWidth">Pixels per row of the scaled picture.</param>
/// <param name="ContentHeight">Rows of the scaled picture.</param>
/// <param name="Width">Pixels per row of the input.</param>
/// <param name="Height">Rows of the input.</param>
internal readonly record struct DetectorCanvas(int ContentWidth, int ContentHeight, int Width, int Height)
{
    /// <summary>A picture that fills the input, whatever its sides' ratio.</summary>
    public static DetectorCanvas Stretched(int width, int height) => new(width, height, width, height);

    /// <summary>A picture whose longer side becomes a given one; both sides are filled up to a multiple.</summary>
    public static DetectorCanvas Fitted(Picture picture, int longSide, int multiple)
    {
        double scale = (double)longSide / Math.Max(picture.Width, picture.Height);
        int width = Math.Max(1, (int)Math.Round(picture.Width * scale)), height = Math.Max(1, (int)Math.Round(picture.Height * scale));
        return new DetectorCanvas(width, height, (width + multiple - 1) / multiple * multiple, (height + multiple - 1) / multiple * multiple);
    }
}

/// <summary>What a network wants for a pixel: (value - mean) / scale, in one of two channel orders.</summary>
/// <param name="RedFirst">True for red, green, blue; false for blue, green, red.</param>
/// <param name="Mean">Taken off each value of 0 to 255.</param>
/// <param name="Scale">What the rest is divided by.</param>
internal readonly record struct PixelCoding(bool RedFirst, float Mean, float Scale);
