using System.Runtime.InteropServices;

namespace MerExperiments.Storage;

/// <summary>Writes files that are either whole or absent: to a temporary name beside the target, flushed to the disk, then renamed.</summary>
/// <remarks>Temporary names start with <c>.tmp-</c>; a reader ignores them, and whoever resumes a run may delete them.</remarks>
public static class AtomicFile
{
    /// <summary>Writes or replaces a file.</summary>
    /// <exception cref="IOException">The disk is full or the folder cannot be written; no part of the file is left under its name.</exception>
    public static void Write(string path, Action<Stream> write) => Commit(path, write, replace: true);

    /// <summary>Writes or replaces a text file, UTF-8 without a byte order mark.</summary>
    public static void WriteText(string path, string text) => Write(path, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(text)));

    /// <summary>Writes a file unless it exists: the first commit wins.</summary>
    /// <returns>True where this call wrote it.</returns>
    public static bool WriteOnce(string path, Action<Stream> write) => WriteOnce(path, write, hashed: null);

    /// <summary>As the public one; <paramref name="hashed"/> is called as in <see cref="Commit"/>.</summary>
    internal static bool WriteOnce(string path, Action<Stream> write, Action<string>? hashed)
    {
        if (File.Exists(path))
        {
            return false;
        }

        try
        {
            Commit(path, write, replace: false, hashed);
            return true;
        }
        catch (IOException) when (File.Exists(path))
        {
            return false;
        }
    }

    /// <summary>Deletes what killed writers left in a folder and below it.</summary>
    public static void Sweep(string folder)
    {
        foreach (string file in Directory.EnumerateFiles(folder, ".tmp-*", SearchOption.AllDirectories))
        {
            File.Delete(file);
        }
    }

    /// <summary>Gives a finished file its name. On Unix a rename always replaces, so "unless it exists" is a hard link, which the kernel refuses.</summary>
    private static void Publish(string temporary, string path, bool replace)
    {
        if (replace || OperatingSystem.IsWindows())
        {
            File.Move(temporary, path, replace);
            return;
        }

        if (Link(temporary, path) != 0)
        {
            int error = Marshal.GetLastPInvokeError();
            throw new IOException($"{path} could not be made: {Marshal.GetPInvokeErrorMessage(error)}", error);
        }

        File.Delete(temporary);
    }

    [DllImport("libc", EntryPoint = "link", SetLastError = true)]
    private static extern int Link([MarshalAs(UnmanagedType.LPUTF8Str)] string existing, [MarshalAs(UnmanagedType.LPUTF8Str)] string made);

    /// <summary>Writes, flushes and publishes a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="write">Writes its bytes.</param>
    /// <param name="replace">Whether one that is there is replaced.</param>
    /// <param name="hashed">Called with the SHA-256 of the bytes before the file has its name; null where nobody asks.</param>
    internal static void Commit(string path, Action<Stream> write, bool replace, Action<string>? hashed = null)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        Directory.CreateDirectory(folder);
        string temporary = Path.Combine(folder, $".tmp-{Guid.NewGuid():N}");
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.ReadWrite))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
                stream.Position = 0;
                hashed?.Invoke(ContentHash.Of(stream));
            }

            Publish(temporary, path, replace);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
