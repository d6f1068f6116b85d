using MerExperiments.Features;
using SkiaSharp;

namespace MerExperiments.Media;

/// <summary>The face pictures of one clip: uint8 [frames, 112, 112, 3], channels in the order blue, green, red.</summary>
/// <remarks>No frames is a known state, a clip in which no face was found; it is not a fault.</remarks>
public sealed class FaceFrames
{
    /// <summary>Height and width of a frame, in pixels.</summary>
    public const int SizePixels = 112;

    /// <summary>Bytes per frame.</summary>
    public const int FrameBytes = SizePixels * SizePixels * 3;

    private static readonly string[] Endings = [".png", ".jpg", ".jpeg"];

    private readonly byte[] _bytes;

    private FaceFrames(byte[] bytes) => _bytes = bytes;

    /// <summary>The number of frames.</summary>
    public int Count => _bytes.Length / FrameBytes;

    /// <summary>True where no face was found.</summary>
    public bool HasNoFace => Count == 0;

    /// <summary>All frames, one after another.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>One frame, [112, 112, 3].</summary>
    public ReadOnlySpan<byte> this[int frame] => _bytes.AsSpan(frame * FrameBytes, FrameBytes);

    /// <summary>Reads a folder of pictures (by ordinal file name), a folder that holds one .npy, or an .npy of uint8 [frames, height, width, 3], BGR.</summary>
    /// <remarks>Frames of another size are resized. A folder without pictures has no frames.</remarks>
    /// <exception cref="ClipException">The path does not exist, a picture cannot be decoded, or the .npy has another type or shape.</exception>
    public static FaceFrames Read(string path)
    {
        try
        {
            return ReadAny(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ClipException(path, $"cannot be read: {e.Message}", e);
        }
    }

    private static FaceFrames ReadAny(string path)
    {
        if (!Directory.Exists(path))
        {
            return File.Exists(path)
                ? ReadNpy(path)
                : throw new ClipException(path, "does not exist; a folder of pictures or an .npy is expected here");
        }

        string[] files = [.. Directory.GetFiles(path).Order(StringComparer.Ordinal)];
        return files.FirstOrDefault(file => file.EndsWith(".npy", StringComparison.OrdinalIgnoreCase)) is { } npy
            ? ReadNpy(npy)
            : ReadPictures([.. files.Where(file => Endings.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase))]);
    }

    private static FaceFrames ReadPictures(string[] files)
    {
        byte[] bytes = new byte[files.Length * FrameBytes];
        for (int i = 0; i < files.Length; i++)
        {
            using SKBitmap picture = Decode(files[i]);
            Put(picture, bytes.AsSpan(i * FrameBytes, FrameBytes));
        }

        return new FaceFrames(bytes);
    }

    private static SKBitmap Decode(string file)
    {
        using SKCodec codec = SKCodec.Create(file, out SKCodecResult opened)
            ?? throw new ClipException(file, $"is not a picture that can be decoded ({opened}); it must be PNG or JPEG");
        var bitmap = new SKBitmap(new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Bgra8888, SKAlphaType.Opaque));
        SKCodecResult result = codec.GetPixels(bitmap.Info, bitmap.GetPixels());
        if (result == SKCodecResult.Success)
        {
            return bitmap;
        }

        bitmap.Dispose();
        throw new ClipException(file, $"is a damaged picture ({result}); it must be whole");
    }

    private static void Put(SKBitmap picture, Span<byte> frame)
    {
        if (picture.Width != SizePixels || picture.Height != SizePixels)
        {
            using SKBitmap resized = picture.Resize(new SKImageInfo(SizePixels, SizePixels, SKColorType.Bgra8888, SKAlphaType.Opaque), SKFilterQuality.Medium);
            Put(resized, frame);
            return;
        }

        ReadOnlySpan<byte> pixels = picture.GetPixelSpan();
        for (int i = 0; i < SizePixels * SizePixels; i++)
        {
            pixels.Slice(4 * i, 3).CopyTo(frame[(3 * i)..]);
        }
    }

    private static FaceFrames ReadNpy(string path)
    {
        try
        {
            (NpyArray array, byte[] values) = Npy.Read<byte>(path);
            return array.Shape is [_, > 0 and <= 16_384, > 0 and <= 16_384, 3]
                ? Resized((int)array.Shape[0], (int)array.Shape[1], (int)array.Shape[2], values)
                : throw new ClipException(path, $"has the shape [{string.Join(", ", array.Shape)}]; it must be [frames, height, width, 3]");
        }
        catch (InvalidInputException e)
        {
            throw new ClipException(path, e.Faults[0].Problem, e);
        }
    }

    private static FaceFrames Resized(int frames, int height, int width, byte[] values)
    {
        if (height == SizePixels && width == SizePixels)
        {
            return new FaceFrames(values);
        }

        byte[] bytes = new byte[frames * FrameBytes];
        using var picture = new SKBitmap(new SKImageInfo(width, height, SKColorType.Bgra8888, SKAlphaType.Opaque));
        for (int frame = 0; frame < frames; frame++)
        {
            Load(values.AsSpan(frame * height * width * 3, height * width * 3), picture);
            Put(picture, bytes.AsSpan(frame * FrameBytes, FrameBytes));
        }

        return new FaceFrames(bytes);
    }

    private static void Load(ReadOnlySpan<byte> values, SKBitmap picture)
    {
        byte[] pixels = new byte[picture.Width * picture.Height * 4];
        for (int i = 0; i < values.Length / 3; i++)
        {
            values.Slice(3 * i, 3).CopyTo(pixels.AsSpan(4 * i));
            pixels[(4 * i) + 3] = 255;
        }

        System.Runtime.InteropServices.Marshal.Copy(pixels, 0, picture.GetPixels(), pixels.Length);
    }
}
