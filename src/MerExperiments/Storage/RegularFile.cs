using System.Formats.Tar;
using System.Text;

namespace MerExperiments.Storage;

/// <summary>Opens files that a user names, after a look at what they are: a named pipe waits for a writer for ever, and a device never ends.</summary>
/// <remarks>Links are followed. Between the look and the opening another process may put something else there; that is not guarded against.</remarks>
public static class RegularFile
{
    /// <summary>The most bytes that are read as one text: a string holds no more.</summary>
    private const long MostTextBytes = 1 << 30;

    /// <summary>Why what lies at a path must not be opened as a file: <c>is a named pipe; a file is expected here</c>.</summary>
    /// <returns>Null for a file, and also for a folder, for nothing at all and for what may not be looked at: opening those fails at once and says why.</returns>
    public static string? WhyNot(string path)
    {
        try
        {
            var file = new FileInfo(path);
            FileInfo target = file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file;

            // A pipe, a socket and a device have no length, and only they can make opening or reading wait; so a file with one costs one look.
            return !target.Exists || target.Length > 0 ? null : KindOf(target.FullName) is { } kind ? $"is a {kind}; a file is expected here" : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Opens a file for reading.</summary>
    /// <exception cref="InvalidInputException">It is a named pipe, a socket or a device.</exception>
    /// <exception cref="IOException">It cannot be opened.</exception>
    public static FileStream OpenRead(string path)
    {
        Check(path);
        return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
    }

    /// <summary>A file's content.</summary>
    /// <exception cref="InvalidInputException">It is a named pipe, a socket or a device.</exception>
    /// <exception cref="IOException">It cannot be read, or holds 2 GB or more.</exception>
    public static byte[] ReadAllBytes(string path)
    {
        Check(path);
        return File.ReadAllBytes(path);
    }

    /// <summary>A text file's content.</summary>
    /// <param name="path">The file.</param>
    /// <param name="encoding">Its encoding where it has no byte order mark; null takes UTF-8, a wrong byte becoming U+FFFD.</param>
    /// <exception cref="InvalidInputException">It is a named pipe, a socket or a device, or larger than 1 GiB.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static string ReadAllText(string path, Encoding? encoding = null)
    {
        Check(path);
        long bytes = new FileInfo(path) is { Exists: true } file ? ((file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo) ?? file).Length : 0;
        return bytes <= MostTextBytes
            ? File.ReadAllText(path, encoding ?? Encoding.UTF8)
            : throw new InvalidInputException(path, FormattableString.Invariant($"holds {bytes} bytes; a text file of at most {MostTextBytes} is read"));
    }

    private static void Check(string path)
    {
        if (WhyNot(path) is { } reason)
        {
            throw new InvalidInputException(path, reason);
        }
    }

    /// <summary>What lies at a path, where it is neither a file nor a folder. It is not opened.</summary>
    /// <remarks>.NET tells the kind of what lies on a disk nowhere but in the entry of an archive, so one is written, into memory.</remarks>
    private static string? KindOf(string path)
    {
        using var archive = new MemoryStream();
        try
        {
            using (var writer = new TarWriter(archive, TarEntryFormat.Ustar, leaveOpen: true))
            {
                writer.WriteEntry(path, "entry");
            }
        }
        catch (IOException) when (File.Exists(path))
        {
            return "socket";
        }

        archive.Position = 0;
        using var reader = new TarReader(archive);
        return reader.GetNextEntry()?.EntryType switch
        {
            TarEntryType.Fifo => "named pipe",
            TarEntryType.CharacterDevice or TarEntryType.BlockDevice => "device",
            _ => null,
        };
    }
}
