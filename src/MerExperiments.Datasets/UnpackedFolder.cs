using System.Text.Json;
using MerExperiments.Storage;

namespace MerExperiments.Datasets;

/// <summary>A folder that an archive became: it has its name only when it is whole, and a note says which archive it was.</summary>
internal static class UnpackedFolder
{
    private const string NoteName = ".fetched.json";

    /// <summary>True where the folder holds as many files and bytes as the archive of that hash gave it.</summary>
    public static bool IsWhole(string folder, string sha256)
    {
        string path = Path.Combine(folder, NoteName);
        if (!File.Exists(path) || ReadNote(path) is not { } note || !note.Sha256.Equals(sha256, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        FileInfo[] files = [.. new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Where(file => file.FullName != Path.GetFullPath(path))];
        return files.Length == note.Files && files.Sum(file => file.Length) == note.Bytes;
    }

    /// <summary>Writes the note into a folder that has its name not yet.</summary>
    public static void WriteNote(string folder, UnpackNote note) => AtomicFile.WriteText(Path.Combine(folder, NoteName), JsonSerializer.Serialize(note));

    /// <summary>The note; null where it is damaged.</summary>
    private static UnpackNote? ReadNote(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<UnpackNote>(File.ReadAllText(path)) is { Sha256: not null } note ? note : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>What is kept in an unpacked folder: which archive it was, and how much it held.</summary>
/// <param name="Sha256">The archive's SHA-256, lower case.</param>
/// <param name="Files">Files unpacked.</param>
/// <param name="Bytes">Bytes unpacked.</param>
internal sealed record UnpackNote(string Sha256, int Files, long Bytes);
