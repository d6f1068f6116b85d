namespace MerExperiments.Pipeline.Datasets;

/// <summary>Holds one download, from its first byte until it has its name, against other processes: a <c>.lock</c> beside it, gone when released.</summary>
/// <remarks>What a killed process left of it holds nobody up.</remarks>
internal static class FetchLock
{
    /// <summary>The lock's name, beside the whole file or folder.</summary>
    public static string NameOf(string path) => path + ".lock";

    /// <summary>Takes the lock; disposing it gives it back.</summary>
    /// <exception cref="InvalidInputException">Another process fetches or unpacks it.</exception>
    public static IDisposable Take(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        try
        {
            return new FileStream(NameOf(path), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
        }
        catch (IOException e) when (File.Exists(NameOf(path)))
        {
            throw new InvalidInputException(path, $"cannot be fetched, most likely because another process is fetching it or unpacking it: {e.Message}");
        }
    }
}
