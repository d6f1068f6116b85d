namespace MerExperiments.Storage;

/// <summary>Files that are computed and read again later: each is whole or absent, and carries the SHA-256 of its bytes in a file beside it, so that what is no longer
/// what was written is noticed.</summary>
/// <remarks>The checksum of <c>result.json</c> lies in <c>result.json.sum</c>, in the format of <c>sha256sum</c>, and the file itself stays what any program reads.
/// The checksum is written before the file has its name: killed between the two, there is a checksum without a file, which counts as no file. A file that
/// is replaced keeps the checksum of its last version in a second line, because killed there it still is that version.</remarks>
public static class CheckedFile
{
    /// <summary>What is put behind a file's name for its checksum's.</summary>
    public const string Ending = ".sum";

    /// <summary>Writes or replaces a file and its checksum.</summary>
    /// <exception cref="IOException">The disk is full or the folder cannot be written; no part of the file is left under its name.</exception>
    public static void Write(string path, Action<Stream> write) => AtomicFile.Commit(path, write, replace: true, hash => Note(path, hash));

    /// <summary>Writes or replaces a text file, UTF-8 without a byte order mark, and its checksum.</summary>
    public static void WriteText(string path, string text) => Write(path, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(text)));

    /// <summary>Writes a file unless it is there and undamaged: the first commit wins.</summary>
    /// <remarks>One process at a time writes a folder (the run's lock sees to that); the threads of one may race.</remarks>
    /// <returns>True where this call wrote it.</returns>
    public static bool WriteOnce(string path, Action<Stream> write)
    {
        if (IsWhole(path))
        {
            return false;
        }

        Delete(path);
        return AtomicFile.WriteOnce(path, write, hash => Note(path, hash));
    }

    /// <summary>True where a file is there and is what was written.</summary>
    public static bool IsWhole(string path) => File.Exists(path) && Damage(path) is null;

    /// <summary>What is wrong with a file, as the end of a sentence that begins with its name; null where it is what was written.</summary>
    public static string? Damage(string path) => Damage(path, () => ContentHash.OfFile(path));

    /// <summary>The fault of a file that is there and is not what was written; null where it is whole, and where there is none.</summary>
    public static Fault? DamageOf(string path) => File.Exists(path) && Damage(path) is { } problem ? new Fault(path, problem) : null;

    /// <summary>The faults of all files below a folder, by path.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="all">True where a file without a checksum is a fault too; false where the folder holds others as well, such as a log.</param>
    public static IReadOnlyList<Fault> DamageIn(string folder, bool all)
    {
        if (!Directory.Exists(folder))
        {
            return [];
        }

        ILookup<bool, string> files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(file => !Path.GetFileName(file).StartsWith('.')).ToLookup(file => file.EndsWith(Ending, StringComparison.Ordinal));
        IEnumerable<string> known = files[true].Select(sum => sum[..^Ending.Length]);
        return [.. (all ? known.Union(files[false]) : known).Order(StringComparer.Ordinal)
            .Select(path => Damage(path) is { } problem ? new Fault(path, problem) : null).OfType<Fault>()];
    }

    /// <summary>Reads a file whole, and refuses one that is not what was written. One without a checksum, as earlier versions wrote them, is taken as it is.</summary>
    /// <param name="path">The file.</param>
    /// <param name="remedy">What to do about a damaged one, as the end of a sentence.</param>
    /// <exception cref="InvalidInputException">It is not what was written.</exception>
    public static byte[] ReadAllBytes(string path, string remedy)
    {
        byte[] bytes = File.ReadAllBytes(path);
        Require(path, () => ContentHash.Of(bytes), remedy);
        return bytes;
    }

    /// <summary>Refuses a file that is not what was written. One without a checksum is taken as it is.</summary>
    /// <inheritdoc cref="ReadAllBytes"/>
    public static void Require(string path, string remedy) => Require(path, () => ContentHash.OfFile(path), remedy);

    /// <summary>Deletes a file and its checksum, where they are.</summary>
    public static void Delete(string path)
    {
        if (Directory.Exists(Path.GetDirectoryName(path)))
        {
            File.Delete(path + Ending);
            File.Delete(path);
        }
    }

    private static void Require(string path, Func<string> hash, string remedy)
    {
        // The checksums are read once more after the file, because whoever replaces both writes the checksum first.
        if (Sums(path).Length > 0 && hash() is var found && !Sums(path).Contains(found))
        {
            throw new InvalidInputException(path, $"is damaged: it is not what this toolkit wrote there (its checksum differs); {remedy}");
        }
    }

    private static string? Damage(string path, Func<string> hash)
    {
        if (!File.Exists(path))
        {
            return "is missing";
        }

        string found = hash();
        string[] written = Sums(path);
        return written.Length == 0 ? "has no checksum" : written.Contains(found) ? null : "is not what was written (its checksum differs)";
    }

    /// <summary>The checksums of the file's last versions, the newest first; none where there is no whole one.</summary>
    private static string[] Sums(string path)
    {
        try
        {
            return [.. File.ReadLines(path + Ending).Select(line => line.Split(' ')[0]).Where(sum => sum.Length == 64)];
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return [];
        }
    }

    private static void Note(string path, string hash)
    {
        string[] before = File.Exists(path) ? [.. Sums(path).Where(sum => sum != hash).Take(1)] : [];
        AtomicFile.WriteText(path + Ending, string.Concat(before.Prepend(hash).Select(sum => $"{sum}  {Path.GetFileName(path)}\n")));
    }
}
