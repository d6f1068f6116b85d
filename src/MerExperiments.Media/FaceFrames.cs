using MerExperiments.Features;
using MerExperiments.Storage;

namespace MerExperiments.Media;

/// <summary>The face pictures of one clip: uint8 [frames, side, side, 3], channels in the order blue, green, red.</summary>
/// <remarks>No frames is a known state, a clip in which no face was found; it is not a fault.</remarks>
public sealed class FaceFrames
{
    /// <summary>Height and width of a frame where nobody asks for another, in pixels.</summary>
    public const int SizePixels = 112;

    /// <summary>Bytes of a frame of that size.</summary>
    public const int FrameBytes = SizePixels * SizePixels * 3;

    private static readonly string[] PictureEndings = [".png", ".jpg", ".jpeg"];

    private static readonly string[] VideoEndings =
        [".mp4", ".m4v", ".mov", ".avi", ".mkv", ".webm", ".flv", ".wmv", ".mpg", ".mpeg", ".ts", ".mts", ".3gp", ".ogv"];

    private readonly byte[] _bytes;

    private FaceFrames(byte[] bytes, int sidePixels) => (_bytes, SidePixels) = (bytes, sidePixels);

    /// <summary>Height and width of these frames, in pixels.</summary>
    public int SidePixels { get; }

    /// <summary>The number of frames.</summary>
    public int Count => _bytes.Length / FrameLength;

    /// <summary>True where no face was found.</summary>
    public bool HasNoFace => Count == 0;

    /// <summary>All frames, one after another.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    private int FrameLength => SidePixels * SidePixels * 3;

    /// <summary>One frame, [side, side, 3].</summary>
    public ReadOnlySpan<byte> this[int frame] => _bytes.AsSpan(frame * FrameLength, FrameLength);

    /// <summary>Gathers pictures; those of another size are resized.</summary>
    /// <param name="pictures">The frames, in order; none for a clip without a face.</param>
    /// <param name="sizePixels">Height and width of the frames.</param>
    /// <exception cref="ClipException">They are more than one array holds: 2 GB, that is 57,065 frames of 112 x 112 pixels.</exception>
    public static FaceFrames Of(IReadOnlyList<Picture> pictures, int sizePixels = SizePixels) => Of(pictures, sizePixels, "face frames");

    private static FaceFrames Of(IReadOnlyList<Picture> pictures, int sizePixels, string path)
    {
        CheckFits(pictures.Count, sizePixels, path);
        int length = sizePixels * sizePixels * 3;
        byte[] bytes = new byte[pictures.Count * length];
        PictureScaler? scaler = null;
        for (int i = 0; i < pictures.Count; i++)
        {
            Picture picture = pictures[i];
            if (scaler is null || !scaler.Takes(picture))
            {
                scaler = new PictureScaler(picture.Width, picture.Height, sizePixels, sizePixels);
            }

            scaler.Scale(picture).Bytes.Span.CopyTo(bytes.AsSpan(i * length));
        }

        return new FaceFrames(bytes, sizePixels);
    }

    /// <summary>Reads a folder of pictures (by ordinal file name), a folder that holds one .npy, or an .npy of uint8 [frames, height, width, 3], BGR.</summary>
    /// <remarks>Frames of another size are resized, once, from what is stored. A folder without pictures, or an .npy of 0 frames, has no frames.</remarks>
    /// <param name="path">The folder or file.</param>
    /// <param name="sizePixels">Height and width of the frames as the encoder wants them; 112 where it does not say.</param>
    /// <exception cref="ClipException">The path does not exist, is a video, a picture cannot be decoded, or the .npy has another type or shape.</exception>
    public static FaceFrames Read(string path, int sizePixels = SizePixels)
    {
        try
        {
            return ReadAny(path, sizePixels);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ClipException(path, $"cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Writes the frames as an .npy of uint8 [frames, side, side, 3], BGR; the file is whole or absent.</summary>
    /// <exception cref="IOException">The disk is full or the folder cannot be written.</exception>
    public void Save(string path) => AtomicFile.Write(path, stream => Npy.Write<byte>(stream, _bytes, Count, SidePixels, SidePixels, 3));

    private static void CheckFits(int count, int sizePixels, string path)
    {
        long most = Array.MaxLength / (3L * sizePixels * sizePixels);
        if (count > most)
        {
            throw new ClipException(path, FormattableString.Invariant($"has {count} face frames of {sizePixels} x {sizePixels} pixels; ")
                + FormattableString.Invariant($"at most {most} of that size are held at once: sample fewer frames or make them smaller"));
        }
    }

    private static FaceFrames ReadAny(string path, int sizePixels)
    {
        if (!Directory.Exists(path))
        {
            return ReadFile(path, sizePixels);
        }

        string[] files = [.. Directory.GetFiles(path).Order(StringComparer.Ordinal)];
        return files.FirstOrDefault(file => file.EndsWith(".npy", StringComparison.OrdinalIgnoreCase)) is { } npy
            ? ReadNpy(npy, sizePixels)
            : ReadPictures([.. files.Where(file => PictureEndings.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase))], sizePixels, path);
    }

    private static FaceFrames ReadFile(string path, int sizePixels)
    {
        if (!File.Exists(path))
        {
            throw new ClipException(path, "does not exist; a folder of pictures or an .npy is expected here");
        }

        return VideoEndings.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase)
            ? throw new ClipException(path, "is a video, not face frames; set prepare.faces, which crops the dominant face out of it")
            : ReadNpy(path, sizePixels);
    }

    /// <summary>One picture at a time is decoded: a folder of photographs is larger than its faces.</summary>
    private static FaceFrames ReadPictures(string[] files, int sizePixels, string path)
    {
        CheckFits(files.Length, sizePixels, path);
        return Of([.. files.Select(file => Picture.Read(file).Resized(sizePixels, sizePixels))], sizePixels, path);
    }

    private static FaceFrames ReadNpy(string path, int sizePixels)
    {
        try
        {
            (NpyArray array, byte[] values) = Npy.Read<byte>(path);
            return array.Shape is [_, > 0 and <= 16_384, > 0 and <= 16_384, 3]
                ? Resized((int)array.Shape[1], (int)array.Shape[2], values, sizePixels, path)
                : throw new ClipException(path, $"has the shape [{string.Join(", ", array.Shape)}]; it must be [frames, height, width, 3]");
        }
        catch (InvalidInputException e)
        {
            throw new ClipException(path, e.Faults[0].Problem, e);
        }
    }

    private static FaceFrames Resized(int height, int width, byte[] values, int sizePixels, string path)
    {
        if (height == sizePixels && width == sizePixels)
        {
            return new FaceFrames(values, sizePixels);
        }

        int length = height * width * 3;
        return Of([.. Enumerable.Range(0, values.Length / length).Select(i => new Picture(width, height, values.AsMemory(i * length, length)))], sizePixels, path);
    }
}
