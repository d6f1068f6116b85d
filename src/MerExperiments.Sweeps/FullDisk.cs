namespace MerExperiments.Sweeps;

/// <summary>Tells an error of a full disk or an exhausted quota from other input and output errors.</summary>
internal static class FullDisk
{
    /// <summary>ENOSPC; EDQUOT on Linux and on macOS; ERROR_HANDLE_DISK_FULL and ERROR_DISK_FULL on Windows.</summary>
    private static readonly int[] Codes = [28, 122, 69, unchecked((int)0x80070027), unchecked((int)0x80070070)];

    /// <summary>Whether the error, or one that it wraps, is one.</summary>
    public static bool Caused(Exception? error) =>
        error is not null && ((error is IOException && Codes.Contains(error.HResult)) || Caused(error.InnerException));
}
