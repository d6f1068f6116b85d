using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MerExperiments.Corpora;
using MerExperiments.Storage;

namespace MerExperiments.Features;

/// <summary>The hashes of media files read before: a CSV in the feature store, so that an unchanged file is not read again at each start.</summary>
/// <remarks>It trusts that a file of the same path, size and time of last writing holds the same bytes. What was written less than two seconds
/// before it was hashed is not remembered, since a second change could bear the same time; a change that puts the old time back and
/// keeps the size goes unseen (delete the file <c>media-hashes.csv</c> then). A damaged cache counts as empty. Thread-safe.</remarks>
internal sealed class MediaHashCache
{
    private static readonly string[] Columns = ["path", "bytes", "written", "sha256"];
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(2);
    private readonly string _file;
    private readonly DateTime _settledBefore;
    private readonly Dictionary<string, Entry> _known;
    private readonly ConcurrentDictionary<string, Entry> _added = new(StringComparer.Ordinal);

    /// <summary>Opens the cache of a store, or an empty one.</summary>
    public MediaHashCache(string store, TimeProvider time)
    {
        _file = Path.Combine(store, "media-hashes.csv");
        _settledBefore = time.GetUtcNow().UtcDateTime - Settled;
        _known = Load(_file);
    }

    /// <summary>The hash of what lies at a path: the one remembered, or else one computed now and remembered.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public byte[] GetOrAdd(string path, Func<string, byte[]> compute)
    {
        MediaStamp stamp = MediaStamp.Of(path);
        if (_known.TryGetValue(path, out Entry? known) && known.Bytes == stamp.Bytes && known.Written == stamp.Written)
        {
            return known.Sha256;
        }

        byte[] hash = compute(path);
        if (stamp.Newest < _settledBefore && MediaStamp.Of(path) == stamp)
        {
            _added[path] = new Entry(stamp.Bytes, stamp.Written, hash);
        }

        return hash;
    }

    /// <summary>Writes what was added beside what others have written meanwhile; nothing where nothing was, or where the store cannot be written.</summary>
    public void Save()
    {
        try
        {
            if (!_added.IsEmpty)
            {
                Merge();
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The files are hashed again next time; that the store cannot be written is told when a shard is.
        }
    }

    private void Merge()
    {
        Dictionary<string, Entry> all = Load(_file);
        foreach ((string path, Entry entry) in _added)
        {
            all[path] = entry;
        }

        CheckedFile.Write(_file, stream =>
        {
            stream.Write(Encoding.UTF8.GetBytes(CsvTable.Format(Columns, [])));
            foreach ((string path, Entry entry) in all.OrderBy(one => one.Key, StringComparer.Ordinal))
            {
                stream.Write(Encoding.UTF8.GetBytes(CsvTable.Format(entry.Line(path), [])));
            }
        });
    }

    private static Dictionary<string, Entry> Load(string file)
    {
        var entries = new Dictionary<string, Entry>(StringComparer.Ordinal);
        try
        {
            foreach (CsvRow row in CheckedFile.IsWhole(file) ? CsvTable.Read(file).Rows : [])
            {
                entries[row["path"]] = Entry.Parse(row);
            }

            return entries;
        }
        catch (Exception e) when (e is InvalidInputException or FormatException or OverflowException or KeyNotFoundException or IOException)
        {
            return new Dictionary<string, Entry>(StringComparer.Ordinal);
        }
    }

    private sealed record Entry(long Bytes, string Written, byte[] Sha256)
    {
        public static Entry Parse(CsvRow row)
        {
            byte[] hash = Convert.FromHexString(row["sha256"]);
            return hash.Length == 32
                ? new Entry(long.Parse(row["bytes"], NumberStyles.None, CultureInfo.InvariantCulture), row["written"], hash)
                : throw new FormatException($"{row.Place}: a SHA-256 has 32 bytes, not {hash.Length}");
        }

        public string[] Line(string path) =>
            [path, Bytes.ToString(CultureInfo.InvariantCulture), Written, Convert.ToHexStringLower(Sha256)];
    }
}

/// <summary>By what a file or a folder of pictures is taken for unchanged without being read; of a link, by what it leads to.</summary>
/// <param name="Bytes">The size; of a folder, of all its files.</param>
/// <param name="Written">When it was last written, in ticks of 100 ns since year 1, UTC; of a folder a digest over its files' names, sizes and times.</param>
/// <param name="Newest">When the file, or the newest of the folder, was last written.</param>
internal readonly record struct MediaStamp(long Bytes, string Written, DateTime Newest)
{
    /// <summary>The stamp of what lies at a path now.</summary>
    /// <exception cref="IOException">Nothing does.</exception>
    public static MediaStamp Of(string path) => Directory.Exists(path) ? OfFolder(path) : OfFile(Followed(new FileInfo(path)));

    private static MediaStamp OfFile(FileInfo file) => new(file.Length, Ticks(file), file.LastWriteTimeUtc);

    private static MediaStamp OfFolder(string path)
    {
        FileInfo[] files = [.. new DirectoryInfo(path).GetFiles().OrderBy(file => file.Name, StringComparer.Ordinal).Select(Followed)];
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (FileInfo file in files)
        {
            digest.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{file.Name}/{file.Length}/{Ticks(file)}/")));
        }

        DateTime newest = files.Length == 0 ? Directory.GetLastWriteTimeUtc(path) : files.Max(file => file.LastWriteTimeUtc);
        return new MediaStamp(files.Sum(file => file.Length), Convert.ToHexStringLower(digest.GetHashAndReset())[..32], newest);
    }

    private static FileInfo Followed(FileInfo file) =>
        file.Attributes.HasFlag(FileAttributes.ReparsePoint) && file.ResolveLinkTarget(returnFinalTarget: true) is FileInfo target ? target : file;

    private static string Ticks(FileInfo file) => file.LastWriteTimeUtc.Ticks.ToString(CultureInfo.InvariantCulture);
}
