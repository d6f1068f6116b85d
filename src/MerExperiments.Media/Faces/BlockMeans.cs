using System.Numerics;

namespace MerExperiments.Media.Faces;

/// <summary>Shrinks a part of a picture by a whole factor: a pixel of the result is the mean of a block, at the picture's edge of what is left of one.</summary>
internal static class BlockMeans
{
    /// <summary>The means of the blocks from a corner on.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="left">The first column, inside the picture.</param>
    /// <param name="top">The first row, inside the picture.</param>
    /// <param name="width">Columns of the part; at least 1, to the picture's edge at most.</param>
    /// <param name="height">Rows of the part.</param>
    /// <param name="side">Height and width of a block, 1 to 256: sums are kept in 16 bits.</param>
    public static Picture Of(Picture picture, int left, int top, int width, int height, int side)
    {
        int columns = (width + side - 1) / side, rows = (height + side - 1) / side;
        byte[] means = new byte[columns * rows * 3];
        ushort[] sums = new ushort[width * 3];
        for (int row = 0; row < rows; row++)
        {
            int lines = Math.Min(side, height - (row * side));
            Array.Clear(sums);
            for (int k = 0; k < lines; k++)
            {
                Add(picture.Bytes.Span.Slice(3 * (((top + (row * side) + k) * picture.Width) + left), sums.Length), sums);
            }

            Divide(sums, side, lines, means.AsSpan(row * columns * 3, columns * 3));
        }

        return new Picture(columns, rows, means);
    }

    private static void Add(ReadOnlySpan<byte> line, Span<ushort> sums)
    {
        int i = 0;
        for (; i <= line.Length - Vector<byte>.Count; i += Vector<byte>.Count)
        {
            Vector.Widen(new Vector<byte>(line[i..]), out Vector<ushort> low, out Vector<ushort> high);
            Span<ushort> upper = sums[(i + Vector<ushort>.Count)..];
            (new Vector<ushort>(sums[i..]) + low).CopyTo(sums[i..]);
            (new Vector<ushort>(upper) + high).CopyTo(upper);
        }

        for (; i < line.Length; i++)
        {
            sums[i] += line[i];
        }
    }

    private static void Divide(ReadOnlySpan<ushort> sums, int side, int lines, Span<byte> means)
    {
        for (int column = 0; column < means.Length / 3; column++)
        {
            ReadOnlySpan<ushort> block = sums.Slice(3 * column * side, Math.Min(3 * side, sums.Length - (3 * column * side)));
            uint blue = 0, green = 0, red = 0;
            for (int i = 0; i < block.Length; i += 3)
            {
                blue += block[i];
                green += block[i + 1];
                red += block[i + 2];
            }

            uint count = (uint)(block.Length / 3 * lines), half = count / 2;
            means[3 * column] = (byte)((blue + half) / count);
            means[(3 * column) + 1] = (byte)((green + half) / count);
            means[(3 * column) + 2] = (byte)((red + half) / count);
        }
    }
}
