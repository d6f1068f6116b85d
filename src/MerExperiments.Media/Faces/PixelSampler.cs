using System.Numerics;

namespace MerExperiments.Media.Faces;

/// <summary>The colour of a picture between its pixels, bilinear; outside the picture the nearest edge pixel's.</summary>
internal readonly ref struct PixelSampler(Picture picture)
{
    private readonly ReadOnlySpan<byte> _bytes = picture.Bytes.Span;
    private readonly int _width = picture.Width, _height = picture.Height;

    /// <summary>Blue, green and red at a point, 0 to 255; a pixel's centre lies at halves.</summary>
    public Vector3 At(Vector2 point)
    {
        float x = Math.Clamp(point.X - 0.5f, 0, _width - 1), y = Math.Clamp(point.Y - 0.5f, 0, _height - 1);
        int left = (int)x, top = (int)y;
        int right = Math.Min(left + 1, _width - 1), bottom = Math.Min(top + 1, _height - 1);
        Vector3 above = Vector3.Lerp(Pixel(left, top), Pixel(right, top), x - left);
        Vector3 below = Vector3.Lerp(Pixel(left, bottom), Pixel(right, bottom), x - left);
        return Vector3.Lerp(above, below, y - top);
    }

    private Vector3 Pixel(int x, int y)
    {
        ReadOnlySpan<byte> pixel = _bytes.Slice(3 * ((y * _width) + x), 3);
        return new Vector3(pixel[0], pixel[1], pixel[2]);
    }
}
