namespace MerExperiments.Features;

/// <summary>Says what to do when a disk is full.</summary>
internal static class DiskSpace
{
    private static readonly int[] UnixErrors = [28 /* ENOSPC */, 69 /* EDQUOT on macOS */, 122 /* EDQUOT on Linux */];
    private static readonly int[] WindowsErrors = [unchecked((int)0x80070070), unchecked((int)0x80070027)];

    /// <summary>True where an exception means that there is no room to write.</summary>
    public static bool IsFull(IOException e) => (OperatingSystem.IsWindows() ? WindowsErrors : UnixErrors).Contains(e.HResult);

    /// <summary>The same failure with its remedy.</summary>
    /// <param name="e">What the system said.</param>
    /// <param name="folder">What was being written.</param>
    /// <param name="finished">How many shards are finished.</param>
    /// <param name="shards">How many there are.</param>
    public static IOException Explain(IOException e, string folder, int finished, int shards) => new(
        $"{folder}: the disk is full, with {finished} of {shards} shards finished; make room there (a table needs twice its size until it is whole) or choose another "
        + "folder for the features, and start again: finished shards are kept, and the work goes on at the first one missing",
        e);
}
