using System.Buffers.Binary;
using MerExperiments.Storage;

namespace MerExperiments.Media;

/// <summary>What can be told of a clip from its first bytes, before any tool is started.</summary>
internal static class ClipFile
{
    private const int StartBytes = 512;

    /// <summary>Checks that there is a file that may be a clip.</summary>
    /// <param name="path">The file.</param>
    /// <param name="keepDamaged">Whether one that is cut short will do.</param>
    /// <returns>Whether it starts as a WAV file does.</returns>
    /// <exception cref="ClipException">It is missing, a folder, a pipe or device, unreadable, empty, text, or holds less than its RIFF header claims.</exception>
    public static bool IsWav(string path, bool keepDamaged)
    {
        (byte[] start, long length) = Start(path);
        if (length == 0)
        {
            throw new ClipException(path, "has 0 bytes; a clip holds at least one sample or frame");
        }

        if (start.All(IsText))
        {
            throw new ClipException(path, $"is really text: it starts with \"{Shown(start)}\"; a clip is a media file");
        }

        if (start.Length < 12 || !start.AsSpan(0, 4).SequenceEqual("RIFF"u8))
        {
            return false;
        }

        bool wav = start.AsSpan(8, 4).SequenceEqual("WAVE"u8);
        return wav || (!keepDamaged && RiffIsWhole(path, BinaryPrimitives.ReadUInt32LittleEndian(start.AsSpan(4)), length));
    }

    /// <summary>Text as an error message shows it: what is not a plain character becomes a question mark.</summary>
    public static string Shown(ReadOnlySpan<byte> start)
    {
        var text = new System.Text.StringBuilder();
        foreach (byte b in start[..Math.Min(12, start.Length)])
        {
            char c = (char)b;
            text.Append(char.IsAsciiLetterOrDigit(c) || c is ' ' or '.' or ',' or '{' or '<' or '#' ? c : '?');
        }

        return text.ToString();
    }

    /// <summary>Whether a byte may stand in a text file; UTF-8 counts, media hold other control bytes soon.</summary>
    public static bool IsText(byte b) => b is >= 0x20 or (byte)'\t' or (byte)'\r' or (byte)'\n';

    /// <summary>False, for it is no WAV file; AVI files that are cut short decode without a complaint, so their header is asked.</summary>
    private static bool RiffIsWhole(string path, uint claimed, long length) =>
        claimed == uint.MaxValue || claimed <= length - 8
            ? false
            : throw new ClipException(path, FormattableString.Invariant($"is truncated: its header claims {claimed} bytes, the file holds {length - 8}"));

    private static (byte[] Start, long Length) Start(string path)
    {
        if (RegularFile.WhyNot(path) is { } reason)
        {
            throw new ClipException(path, reason);
        }

        try
        {
            using FileStream file = new(Path.GetFullPath(path), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            byte[] start = new byte[Math.Min(StartBytes, file.Length)];
            file.ReadExactly(start);
            return (start, file.Length);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ClipException(path, "does not exist; a clip is expected here", e);
        }
        catch (UnauthorizedAccessException e) when (Directory.Exists(path))
        {
            throw new ClipException(path, "is a folder; a clip is a file", e);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException or ArgumentException)
        {
            throw new ClipException(path, $"cannot be read: {e.Message}", e);
        }
    }
}
