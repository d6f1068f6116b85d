using System.Globalization;
using System.Runtime.InteropServices;

namespace MerExperiments.Cli;

/// <summary>Probes of the machine: runtime, processors, memory, disk, native libraries.</summary>
internal static class MachineProbes
{
    private const double GibiByte = 1L << 30;

    /// <summary>The .NET runtime; 10 or later.</summary>
    public static DoctorProbe Runtime { get; } = new("runtime", () => Environment.Version.Major >= 10
        ? new DoctorFinding(DoctorState.Ok, $"{RuntimeInformation.FrameworkDescription} on {RuntimeInformation.RuntimeIdentifier}")
        : new DoctorFinding(DoctorState.Fail, RuntimeInformation.FrameworkDescription, "install the .NET 10 SDK"));

    /// <summary>Logical processors; trials run one per processor.</summary>
    public static DoctorProbe Processors { get; } = new("processors", () => Environment.ProcessorCount > 1
        ? new DoctorFinding(DoctorState.Ok, Count(Environment.ProcessorCount))
        : new DoctorFinding(DoctorState.Warn, Count(1), "trials run one after another; a second processor halves the time"));

    /// <summary>Memory this process may use; 2 GiB or more.</summary>
    public static DoctorProbe Memory { get; } = new("memory", () =>
        AtLeast(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / GibiByte, 2, "close other programs, or lower --workers"));

    /// <summary>Free disk below a folder; 2 GiB or more.</summary>
    public static DoctorProbe Disk(string folder) => new("disk", () =>
        AtLeast(new DriveInfo(Path.GetFullPath(folder)).AvailableFreeSpace / GibiByte, 2, "free some space: generated clips, features and runs are kept"));

    /// <summary>Whether a native library that came with a package can be loaded.</summary>
    public static DoctorProbe NativeLibrary(string library) => new(library, () =>
    {
        System.Runtime.InteropServices.NativeLibrary.Load(library, typeof(MachineProbes).Assembly, null);
        return new DoctorFinding(DoctorState.Ok, "loads");
    });

    /// <summary>Whether clips can be decoded: not all experiments need it, so its absence is no failure.</summary>
    /// <param name="version">Gives the version of ffmpeg, or refuses with the sentence that says how to install it.</param>
    public static DoctorProbe FFmpeg(Func<string> version) => new("ffmpeg", () =>
    {
        try
        {
            return new DoctorFinding(DoctorState.Ok, version());
        }
        catch (InvalidInputException e)
        {
            return new DoctorFinding(DoctorState.Warn, "no clip but WAV files can be decoded", e.Faults[0].ToString());
        }
    });

    private static string Count(int processors) => processors == 1 ? "1 logical processor" : $"{processors} logical processors";

    private static DoctorFinding AtLeast(double found, double wanted, string advice)
    {
        string text = string.Create(CultureInfo.InvariantCulture, $"{found:F1} GiB");
        return found >= wanted
            ? new DoctorFinding(DoctorState.Ok, text)
            : new DoctorFinding(DoctorState.Warn, $"{text}; it should be {wanted} GiB or more", advice);
    }
}

/// <summary>One thing that <c>mer doctor</c> looks at. A check that throws is a failed one.</summary>
internal sealed record DoctorProbe(string Name, Func<DoctorFinding> Check);

/// <summary>What a probe found.</summary>
/// <param name="State">How it stands.</param>
/// <param name="Found">What is there, in words.</param>
/// <param name="Advice">What to do; null where nothing.</param>
internal sealed record DoctorFinding(DoctorState State, string Found, string? Advice = null);

/// <summary>How a thing <c>mer doctor</c> looked at stands.</summary>
internal enum DoctorState
{
    /// <summary>As it should be.</summary>
    Ok,

    /// <summary>It will do, with a drawback.</summary>
    Warn,

    /// <summary>Runs will not work.</summary>
    Fail,
}
