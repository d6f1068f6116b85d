using MerExperiments.Storage;
using SkiaSharp;

namespace MerExperiments.Media;

/// <summary>One picture: uint8 [height, width, 3], channels in the order blue, green, red. Immutable by convention.</summary>
/// <param name="Width">Pixels per row.</param>
/// <param name="Height">Rows.</param>
/// <param name="Bytes">The pixels, row by row.</param>
public sealed record Picture(int Width, int Height, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>The most pixels: those of 8K, as for videos. A picture's memory is reserved on its header's word.</summary>
    private const int MostPixels = 7680 * 4320;

    /// <summary>Reads a PNG or JPEG.</summary>
    /// <exception cref="ClipException">The file is missing, of another kind, damaged, or claims more pixels than 8K has.</exception>
    public static Picture Read(string path)
    {
        using SKCodec codec = Open(path);
        if ((long)codec.Info.Width * codec.Info.Height > MostPixels)
        {
            throw new ClipException(path, FormattableString.Invariant($"claims {codec.Info.Width} x {codec.Info.Height} pixels; at most {MostPixels} are decoded, as of 8K"));
        }

        using var bitmap = new SKBitmap(new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Bgra8888, SKAlphaType.Opaque));
        SKCodecResult result = codec.GetPixels(bitmap.Info, bitmap.GetPixels());
        return result == SKCodecResult.Success
            ? Of(bitmap)
            : throw new ClipException(path, $"is a damaged picture ({result}); it must be whole");
    }

    /// <summary>The picture at another size; itself where the size is the same. The sides' ratio is not kept.</summary>
    /// <remarks>Bilinear when growing; shrinking, each pixel is a mean over its own area and its neighbours', so that nothing aliases.</remarks>
    public Picture Resized(int width, int height) =>
        width == Width && height == Height ? this : new PictureScaler(Width, Height, width, height).Scale(this);

    /// <summary>The picture as the bytes of a PNG file, which loses nothing: for a report, a notebook or a folder of frames.</summary>
    public byte[] ToPng()
    {
        using SKBitmap bitmap = ToBitmap();
        using SKData data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    private SKBitmap ToBitmap()
    {
        var bitmap = new SKBitmap(new SKImageInfo(Width, Height, SKColorType.Bgra8888, SKAlphaType.Opaque));
        byte[] pixels = new byte[Width * Height * 4];
        ReadOnlySpan<byte> bytes = Bytes.Span;
        for (int i = 0; i < Width * Height; i++)
        {
            bytes.Slice(3 * i, 3).CopyTo(pixels.AsSpan(4 * i));
            pixels[(4 * i) + 3] = 255;
        }

        System.Runtime.InteropServices.Marshal.Copy(pixels, 0, bitmap.GetPixels(), pixels.Length);
        return bitmap;
    }

    /// <summary>Copies a bitmap of the type Bgra8888.</summary>
    private static Picture Of(SKBitmap bitmap)
    {
        byte[] bytes = new byte[bitmap.Width * bitmap.Height * 3];
        ReadOnlySpan<byte> pixels = bitmap.GetPixelSpan();
        for (int i = 0; i < bitmap.Width * bitmap.Height; i++)
        {
            pixels.Slice(4 * i, 3).CopyTo(bytes.AsSpan(3 * i));
        }

        return new Picture(bitmap.Width, bitmap.Height, bytes);
    }

    private static SKCodec Open(string path)
    {
        if (RegularFile.WhyNot(path) is { } reason)
        {
            throw new ClipException(path, reason);
        }

        try
        {
            return SKCodec.Create(path, out SKCodecResult opened)
                ?? throw new ClipException(path, $"is not a picture that can be decoded ({opened}); it must be PNG or JPEG");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ClipException(path, $"cannot be read: {e.Message}", e);
        }
    }
}
