using System.Diagnostics;
using System.Runtime.InteropServices;

namespace MerExperiments.Benchmarks;

/// <summary>What the figures were measured on, and beside what.</summary>
internal static class Machine
{
    private const string LoadFile = "/proc/loadavg";

    /// <summary>Processors, memory, runtime, threads.</summary>
    public static string Describe() => FormattableString.Invariant(
        $"{Environment.ProcessorCount} processors, {Gigabytes(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes)} GB of memory, ")
        + $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}; every measurement uses 1 thread. {Load()}";

    /// <summary>The memory this process took at most so far, mapped files included, and how many others want the processors, where the system says so.</summary>
    public static string Load()
    {
        using var self = Process.GetCurrentProcess();
        string load = File.Exists(LoadFile) ? $", load average over a minute {File.ReadAllText(LoadFile).Split(' ')[0]}" : "";
        return FormattableString.Invariant($"Peak memory of this process so far: {Gigabytes(self.PeakWorkingSet64)} GB{load}.");
    }

    private static string Gigabytes(long bytes) => FormattableString.Invariant($"{bytes / 1e9:0.0}");
}
