using System.Globalization;

namespace MerExperiments.Pipeline.Datasets;

/// <summary>Whether a disk has room.</summary>
internal static class DiskSpace
{
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
