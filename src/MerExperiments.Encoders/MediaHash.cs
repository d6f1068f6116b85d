using System.Security.Cryptography;
using System.Text;

namespace MerExperiments.Encoders;

/// <summary>SHA-256 over the contents of media files, so that a feature of a file that changed since is never served.</summary>
internal static class MediaHash
{
    /// <summary>The hash of all files in the given order; a missing or unreadable file counts as that.</summary>
    /// <param name="paths">Files, or folders whose files count in ordinal order; null for none.</param>
    /// <param name="workers">How many are read at once.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public static string Of(IReadOnlyList<string?> paths, int workers, CancellationToken cancellation)
    {
        byte[][] hashes = new byte[paths.Count][];
        var options = new ParallelOptions { MaxDegreeOfParallelism = workers, CancellationToken = cancellation };
        Parallel.For(0, paths.Count, options, i => hashes[i] = paths[i] is { } path ? OfPath(path) : []);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (byte[] one in hashes)
        {
            hash.AppendData([(byte)one.Length]);
            hash.AppendData(one);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static byte[] OfPath(string path)
    {
        try
        {
            return Directory.Exists(path) ? OfFolder(path) : SHA256.HashData(File.ReadAllBytes(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [0];
        }
    }

    private static byte[] OfFolder(string folder)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string file in Directory.GetFiles(folder).Order(StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(Path.GetFileName(file)));
            hash.AppendData(SHA256.HashData(File.ReadAllBytes(file)));
        }

        return hash.GetHashAndReset();
    }
}
