using System.Collections.Concurrent;
using System.Security.Cryptography;
using MerExperiments.Storage;

namespace MerExperiments.Onnx;

/// <summary>SHA-256 of files of any size, computed once per process as long as size and time of last writing stay the same.</summary>
public static class FileHash
{
    private static readonly ConcurrentDictionary<(string Path, long Bytes, DateTime Written), string> Known = new();

    /// <summary>The hash in lower-case hexadecimal. The file is streamed, never held in memory.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidInputException">It is a named pipe, a socket or a device.</exception>
    public static string Sha256(string path)
    {
        var file = new FileInfo(path);
        return Known.GetOrAdd((file.FullName, file.Length, file.LastWriteTimeUtc), key => Compute(key.Path));
    }

    private static string Compute(string path)
    {
        using FileStream stream = RegularFile.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
