using System.Security.Cryptography;
using System.Text;
using MerExperiments.Storage;

namespace MerExperiments.Features;

/// <summary>SHA-256 over the contents of media files, so that a feature of a file that changed since is never served.</summary>
public static class MediaHash
{
    private const int BlockBytes = 1 << 16;

    /// <summary>The hash of all files in the given order; hashes of before are read from, and new ones kept in, a feature store.</summary>
    /// <param name="paths">Files, or folders whose files count in ordinal order; null for none.</param>
    /// <param name="store">The feature store's folder.</param>
    /// <param name="readers">How many are read at once.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public static string Of(IReadOnlyList<string?> paths, string store, int readers, CancellationToken cancellation) =>
        Of(paths, new MediaHashCache(store, TimeProvider.System), readers, cancellation);

    /// <summary>The hash of all files in the given order; a missing or unreadable file counts as that. No file is held in memory.</summary>
    /// <param name="paths">Files, or folders whose files count in ordinal order; null for none.</param>
    /// <param name="cache">The hashes of before; what is added is saved here, also when the work is stopped.</param>
    /// <param name="readers">How many are read at once.</param>
    /// <param name="cancellation">Stops the reading.</param>
    internal static string Of(IReadOnlyList<string?> paths, MediaHashCache cache, int readers, CancellationToken cancellation)
    {
        byte[][] hashes = new byte[paths.Count][];
        var options = new ParallelOptions { MaxDegreeOfParallelism = readers, CancellationToken = cancellation };
        try
        {
            Parallel.For(0, paths.Count, options, i => hashes[i] = paths[i] is { } path ? OfPath(path, cache) : []);
        }
        finally
        {
            cache.Save();
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (byte[] one in hashes)
        {
            hash.AppendData([(byte)one.Length]);
            hash.AppendData(one);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static byte[] OfPath(string path, MediaHashCache cache)
    {
        try
        {
            return cache.GetOrAdd(path, there => Directory.Exists(there) ? OfFolder(there) : OfFile(there));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [0];
        }
    }

    private static byte[] OfFile(string path)
    {
        if (RegularFile.WhyNot(path) is { } reason)
        {
            throw new IOException($"{path} {reason}");
        }

        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BlockBytes, FileOptions.SequentialScan);
        return SHA256.HashData(stream);
    }

    private static byte[] OfFolder(string folder)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string file in Directory.GetFiles(folder).Order(StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(Path.GetFileName(file)));
            hash.AppendData(RegularFile.WhyNot(file) is null ? OfFile(file) : [0]);
        }

        return hash.GetHashAndReset();
    }
}
