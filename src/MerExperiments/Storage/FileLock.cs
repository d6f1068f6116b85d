namespace MerExperiments.Storage;

/// <summary>Keeps other processes, and other holders in this one, away from what a file stands for. The system lets go of it however the process ends, and what a killed
/// process left of it holds nobody up.</summary>
public static class FileLock
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Takes a lock; disposing it gives it back.</summary>
    /// <param name="path">The lock's file; it and its folder are made where they are absent.</param>
    /// <param name="place">What is locked, for the refusal.</param>
    /// <param name="refusal">What is said of it where another holds the lock, as the end of a sentence.</param>
    /// <param name="deleted">Whether the file is gone when the lock is given back. Default no.</param>
    /// <exception cref="InvalidInputException">Another holds it.</exception>
    /// <exception cref="IOException">The file cannot be made.</exception>
    public static IDisposable Take(string path, string place, string refusal, bool deleted = false) =>
        TryTake(path, FileAccess.ReadWrite, deleted) ?? throw new InvalidInputException(place, refusal);

    /// <summary>Takes a lock, or gives null where another holds it.</summary>
    public static IDisposable? TryTake(string path) => TryTake(path, FileAccess.ReadWrite, deleted: false);

    /// <summary>Takes a lock as soon as no other holds it.</summary>
    /// <exception cref="OperationCanceledException">The waiting was stopped.</exception>
    public static IDisposable Wait(string path, CancellationToken cancellation) => Wait(path, FileAccess.ReadWrite, cancellation);

    /// <summary>Takes a share in a lock, which others may take too, as soon as nobody holds all of it.</summary>
    /// <inheritdoc cref="Wait(string, CancellationToken)"/>
    public static IDisposable Share(string path, CancellationToken cancellation) => Wait(path, FileAccess.Read, cancellation);

    private static FileStream Wait(string path, FileAccess access, CancellationToken cancellation)
    {
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            if (TryTake(path, access, deleted: false) is { } held)
            {
                return held;
            }

            cancellation.WaitHandle.WaitOne(Pause);
        }
    }

    private static FileStream? TryTake(string path, FileAccess access, bool deleted)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        try
        {
            FileShare share = access == FileAccess.Read ? FileShare.Read : FileShare.None;
            return new FileStream(path, FileMode.OpenOrCreate, access, share, bufferSize: 1, deleted ? FileOptions.DeleteOnClose : FileOptions.None);
        }
        catch (IOException e) when (IsHeld(e))
        {
            return null;
        }
    }

    /// <summary>True where another holds the file: EWOULDBLOCK of Linux and of macOS, and Windows' two violations. Any other failure, such as that of a medium
    /// for reading only, would stay for ever and is thrown, not waited for.</summary>
    private static bool IsHeld(IOException error) => error.HResult is 11 or 35 or unchecked((int)0x80070020) or unchecked((int)0x80070021);
}
