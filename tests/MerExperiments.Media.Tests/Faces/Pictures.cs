namespace MerExperiments.Media.Tests.Faces;

/// <summary>Pictures made of a formula.</summary>
internal static class Pictures
{
    /// <summary>A picture whose pixel (x, y) has one value in all channels.</summary>
    public static Picture Of(int width, int height, Func<int, int, double> value)
    {
        byte[] bytes = new byte[width * height * 3];
        for (int i = 0; i < width * height; i++)
        {
            bytes.AsSpan(3 * i, 3).Fill((byte)Math.Round(value(i % width, i / width)));
        }

        return new Picture(width, height, bytes);
    }

    /// <summary>The first channel of the pixel (x, y).</summary>
    public static byte At(this Picture picture, int x, int y) => picture.Bytes.Span[3 * ((y * picture.Width) + x)];

    /// <summary>The first channel, row by row.</summary>
    public static byte[] Greys(this Picture picture) => [.. Enumerable.Range(0, picture.Width * picture.Height).Select(i => picture.Bytes.Span[3 * i])];
}
