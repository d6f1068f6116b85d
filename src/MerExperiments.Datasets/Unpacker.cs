using MerExperiments.Corpora;
using MerExperiments.Runs;
using MerExperiments.Storage;

namespace MerExperiments.Datasets;

/// <summary>Unpacks an archive to a folder of another name, and gives it its own when all is there.</summary>
/// <remarks>Refused, with nothing left: names that lead out of the folder, links and devices, a name that stands twice, more bytes or entries than the
/// limits allow, damaged archives. Permissions and times are not taken over.</remarks>
internal sealed class Unpacker(UnpackLimits limits, IStageProgress progress)
{
    private const int BlockBytes = 1 << 17;

    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);
    private readonly byte[] _block = new byte[BlockBytes];
    private long _allowed;
    private long _bytes;
    private int _entries;
    private int _files;

    /// <summary>Unpacks; once per instance.</summary>
    /// <exception cref="InvalidInputException">The archive is refused; the place is the card's address.</exception>
    public void Unpack(string archive, Download file, string folder, CancellationToken cancellation)
    {
        string temporary = folder + ".unpacking";
        Delete(temporary);
        Directory.CreateDirectory(temporary);
        try
        {
            Write(archive, file, temporary, cancellation);
            UnpackedFolder.WriteNote(temporary, new UnpackNote(file.Sha256.ToLowerInvariant(), _files, _bytes));
            Directory.Move(temporary, folder);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or FormatException or ArgumentException)
        {
            throw new InvalidInputException(file.Url, $"is no {file.Unpack.ToString().ToLowerInvariant()} archive that can be read: {e.Message}");
        }
        finally
        {
            Delete(temporary);
        }
    }

    private void Write(string archive, Download file, string folder, CancellationToken cancellation)
    {
        _allowed = limits.BytesOf(new FileInfo(archive).Length);
        using FileStream stream = RegularFile.OpenRead(archive);
        foreach (ArchiveEntry entry in ArchiveEntries.Read(stream, file.Unpack))
        {
            cancellation.ThrowIfCancellationRequested();
            string[] names = [.. entry.Name.Replace('\\', '/').Split('/').Where(name => name is not ("" or "."))];
            if (Refuse(entry, names) is { } problem)
            {
                throw new InvalidInputException(file.Url, problem);
            }

            Write(entry, Path.Combine([folder, .. names]), file.Url, cancellation);
        }
    }

    private string? Refuse(ArchiveEntry entry, string[] names)
    {
        bool leadsOut = entry.Name.StartsWith('/') || entry.Name.StartsWith('\\') || names is [[_, ':', ..], ..]
            || names.Any(name => name == ".." || name.AsSpan().IndexOfAny(Path.GetInvalidFileNameChars()) >= 0);
        bool isFile = entry.Kind == ArchiveEntryKind.File;
        return leadsOut || (isFile && names.Length == 0) ? $"holds \"{entry.Name}\", a name that leads out of its folder or is no file's name"
            : entry.Kind == ArchiveEntryKind.Other ? $"holds \"{entry.Name}\", which is neither a file nor a folder; links and devices are not unpacked"
            : isFile && !_names.Add(string.Join('/', names)) ? $"holds \"{entry.Name}\" twice"
            : ++_entries > limits.Entries ? $"holds more than {limits.Entries} files and folders"
            : null;
    }

    private void Write(ArchiveEntry entry, string path, string url, CancellationToken cancellation)
    {
        if (entry.Kind == ArchiveEntryKind.Folder)
        {
            Directory.CreateDirectory(path);
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using Stream from = entry.Open();
        using var to = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
        for (int read = from.Read(_block); read > 0; read = from.Read(_block))
        {
            cancellation.ThrowIfCancellationRequested();
            _bytes += read;
            if (_bytes > _allowed)
            {
                throw new InvalidInputException(
                    url, $"unpacks to more than {_allowed} bytes ({limits.Ratio} times its size, beyond {limits.FreeBytes} bytes, and {limits.Bytes} at most)");
            }

            to.Write(_block.AsSpan(0, read));
        }

        _files++;
        progress.Advance();
    }

    private static void Delete(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}

/// <summary>What an archive may hold before it counts as one made to fill the disk. What is written is counted, not what the archive claims.</summary>
public sealed record UnpackLimits
{
    /// <summary>Unpacked bytes per archive byte, beyond <see cref="FreeBytes"/>. Default 200; recordings and tables stay below 20.</summary>
    public double Ratio { get; init; } = 200;

    /// <summary>Unpacked bytes that no ratio is asked of. Default 64 MiB.</summary>
    public long FreeBytes { get; init; } = 64L << 20;

    /// <summary>Unpacked bytes in all. Default 2 TiB.</summary>
    public long Bytes { get; init; } = 2L << 40;

    /// <summary>Files and folders. Default 5,000,000.</summary>
    public int Entries { get; init; } = 5_000_000;

    /// <summary>The unpacked bytes that an archive of a size may give.</summary>
    public long BytesOf(long archiveBytes) => (long)Math.Min(Bytes, FreeBytes + (Ratio * archiveBytes));
}
