using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace MerExperiments.Encoders;

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
