using System.Formats.Tar;
using System.IO.Compression;
using MerExperiments.Corpora;

namespace MerExperiments.Datasets;

/// <summary>What is in an archive, one after another; each must be read before the next is asked for.</summary>
internal static class ArchiveEntries
{
    private const int UnixTypeMask = 0xF000, UnixLink = 0xA000;

    /// <summary>The entries of an archive.</summary>
    /// <exception cref="InvalidDataException">The archive is damaged, or is of another kind.</exception>
    public static IEnumerable<ArchiveEntry> Read(Stream archive, Packing packing) => packing switch
    {
        Packing.Zip => Zip(archive),
        Packing.TarGz => Tar(new GZipStream(archive, CompressionMode.Decompress)),
        _ => Tar(archive),
    };

    private static IEnumerable<ArchiveEntry> Zip(Stream stream)
    {
        using var archive = new ZipArchive(stream, ZipArchiveMode.Read);
        foreach (ZipArchiveEntry entry in archive.Entries)
        {
            yield return new ArchiveEntry(entry.FullName, KindOf(entry), entry.Open);
        }
    }

    private static ArchiveEntryKind KindOf(ZipArchiveEntry entry) =>
        ((entry.ExternalAttributes >> 16) & UnixTypeMask) == UnixLink ? ArchiveEntryKind.Other
        : entry.FullName.EndsWith('/') || entry.FullName.EndsWith('\\') ? ArchiveEntryKind.Folder
        : ArchiveEntryKind.File;

    private static IEnumerable<ArchiveEntry> Tar(Stream stream)
    {
        using (stream)
        {
            using var reader = new TarReader(stream);
            while (reader.GetNextEntry() is { } entry)
            {
                if (entry.EntryType is not TarEntryType.GlobalExtendedAttributes)
                {
                    yield return new ArchiveEntry(entry.Name, KindOf(entry.EntryType), () => entry.DataStream ?? Stream.Null);
                }
            }
        }
    }

    private static ArchiveEntryKind KindOf(TarEntryType type) => type switch
    {
        TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile => ArchiveEntryKind.File,
        TarEntryType.Directory or TarEntryType.DirectoryList => ArchiveEntryKind.Folder,
        _ => ArchiveEntryKind.Other,
    };
}

/// <summary>One thing in an archive.</summary>
/// <param name="Name">Its name, as the archive writes it.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Open">Opens a file's bytes.</param>
internal sealed record ArchiveEntry(string Name, ArchiveEntryKind Kind, Func<Stream> Open);

/// <summary>What a thing in an archive is.</summary>
internal enum ArchiveEntryKind
{
    /// <summary>A file.</summary>
    File,

    /// <summary>A folder.</summary>
    Folder,

    /// <summary>A link, a device or what else no corpus needs.</summary>
    Other,
}

/// <summary>What an archive is called while the folder it becomes is not there yet.</summary>
internal static class ArchiveFile
{
    public static string NameOf(string folder) => folder + ".archive";
}
