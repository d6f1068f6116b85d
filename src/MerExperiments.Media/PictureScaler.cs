using System.Numerics;

namespace MerExperiments.Media;

/// <summary>Scales pictures of one size to another, row by row: bilinear when growing, averaged over a target pixel's area when shrinking.</summary>
/// <remarks>It keeps one row between calls, so it serves one thread. The values do not depend on the processor's vector width.</remarks>
internal sealed class PictureScaler
{
    private readonly (int Width, int Height) _source, _target;
    private readonly ResamplingWeights _columns, _rows;
    private readonly float[] _line;

    /// <summary>Prepares the way between two sizes.</summary>
    public PictureScaler(int sourceWidth, int sourceHeight, int width, int height)
    {
        (_source, _target) = ((sourceWidth, sourceHeight), (width, height));
        _columns = new ResamplingWeights(sourceWidth, width);
        _rows = new ResamplingWeights(sourceHeight, height);
        _line = new float[sourceWidth * 3];
    }

    /// <summary>True for a picture of the size that this scales.</summary>
    public bool Takes(Picture picture) => (picture.Width, picture.Height) == _source;

    /// <summary>One picture as another; itself where the size stays.</summary>
    public Picture Scale(Picture picture)
    {
        if (_source == _target)
        {
            return picture;
        }

        byte[] bytes = new byte[_target.Width * _target.Height * 3];
        float[] row = new float[_target.Width * 3];
        for (int y = 0; y < _target.Height; y++)
        {
            Row(picture.Bytes.Span, y, row);
            for (int i = 0; i < row.Length; i++)
            {
                bytes[(y * row.Length) + i] = (byte)Math.Clamp(row[i] + 0.5f, 0, 255);
            }
        }

        return new Picture(_target.Width, _target.Height, bytes);
    }

    /// <summary>One target row, [width, 3], 0 to 255.</summary>
    /// <param name="picture">The source picture's bytes.</param>
    /// <param name="y">The target row.</param>
    /// <param name="row">Where it goes.</param>
    public void Row(ReadOnlySpan<byte> picture, int y, Span<float> row)
    {
        Array.Clear(_line);
        ReadOnlySpan<float> weights = _rows.Of(y);
        for (int k = 0; k < weights.Length; k++)
        {
            Add(picture.Slice((_rows.Start(y) + k) * _line.Length, _line.Length), weights[k], _line);
        }

        for (int x = 0; x < _target.Width; x++)
        {
            Weigh(_line.AsSpan(_columns.Start(x) * 3), _columns.Of(x), row.Slice(3 * x, 3));
        }
    }

    private static void Weigh(ReadOnlySpan<float> pixels, ReadOnlySpan<float> weights, Span<float> pixel)
    {
        float blue = 0, green = 0, red = 0;
        for (int k = 0; k < weights.Length; k++)
        {
            blue += weights[k] * pixels[3 * k];
            green += weights[k] * pixels[(3 * k) + 1];
            red += weights[k] * pixels[(3 * k) + 2];
        }

        (pixel[0], pixel[1], pixel[2]) = (blue, green, red);
    }

    private static void Add(ReadOnlySpan<byte> bytes, float weight, Span<float> sums)
    {
        int i = 0;
        for (; i <= bytes.Length - Vector<byte>.Count; i += Vector<byte>.Count)
        {
            Vector.Widen(new Vector<byte>(bytes[i..]), out Vector<ushort> low, out Vector<ushort> high);
            Add(low, weight, sums[i..]);
            Add(high, weight, sums[(i + Vector<ushort>.Count)..]);
        }

        for (; i < bytes.Length; i++)
        {
            sums[i] += weight * bytes[i];
        }
    }

    private static void Add(Vector<ushort> values, float weight, Span<float> sums)
    {
        Vector.Widen(values, out Vector<uint> low, out Vector<uint> high);
        Span<float> upper = sums[Vector<float>.Count..];
        (new Vector<float>(sums) + (weight * Vector.ConvertToSingle(Vector.AsVectorInt32(low)))).CopyTo(sums);
        (new Vector<float>(upper) + (weight * Vector.ConvertToSingle(Vector.AsVectorInt32(high)))).CopyTo(upper);
    }
}
