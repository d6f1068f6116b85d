using System.Globalization;

namespace MerExperiments.Storage;

/// <summary>Tells an error of a full disk or an exhausted quota from other errors, and whether a disk has room.</summary>
public static class FullDisk
{
    /// <summary>ENOSPC; EDQUOT on Linux and on macOS; ERROR_HANDLE_DISK_FULL and ERROR_DISK_FULL on Windows.</summary>
    private static readonly int[] Codes = [28, 122, 69, unchecked((int)0x80070027), unchecked((int)0x80070070)];

    /// <summary>Whether the error, or one that it wraps, is one.</summary>
    public static bool Caused(Exception? error) =>
        error is not null && ((error is IOException && Codes.Contains(error.HResult)) || Caused(error.InnerException));

    /// <summary>The fault of a disk without room; null where it has it.</summary>
    /// <param name="folder">A folder on the disk, which may not exist yet.</param>
    /// <param name="needed">The bytes wanted.</param>
    /// <param name="freeBytes">Tells the free bytes below a folder that exists.</param>
    public static Fault? Fault(string folder, long needed, Func<string, long> freeBytes)
    {
        string existing = folder;
        while (!Directory.Exists(existing))
        {
            existing = Path.GetDirectoryName(existing)!;
        }

        long free = freeBytes(existing);
        return needed <= free ? null : new Fault(folder, $"needs {MebiBytes(needed)} of disk; {MebiBytes(free)} are free");
    }

    private static string MebiBytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1 << 20):F1} MiB");
}
