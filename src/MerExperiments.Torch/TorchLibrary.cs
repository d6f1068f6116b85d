using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace MerExperiments.Torch;

/// <summary>The way to libtorch, which the application brings: whoever uses torch comes through here first, so that one that is missing is told by name.</summary>
public static class TorchLibrary
{
    /// <summary>The version of the libtorch packages that TorchSharp asks for.</summary>
    public const string PackageVersion = "2.10.0";

    private const string Place = "libtorch";

    /// <summary>Makes operations called from this thread run on one: sums are then taken in one order, so the same seed gives the same bytes whatever else runs.</summary>
    /// <remarks>The number is the process's, but a thread that has used torch before keeps the one it began with; hence a call at every entry.</remarks>
    /// <exception cref="InvalidInputException">libtorch is missing or does not load.</exception>
    public static void UseOneThread() => Call(() => set_num_threads(1));

    /// <summary>Loads libtorch where that has not been done.</summary>
    /// <exception cref="InvalidInputException">libtorch is missing or does not load.</exception>
    public static void Load() => Call(() => _ = get_num_threads());

    /// <summary>Turns what TorchSharp throws where it cannot load its library, a failed type initialiser or a page of search paths, into one sentence.</summary>
    internal static void Call(Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (e.GetBaseException() is NotSupportedException or DllNotFoundException or BadImageFormatException or EntryPointNotFoundException or FileNotFoundException)
        {
            throw new InvalidInputException([FaultOf(LibraryFolders())]);
        }
    }

    /// <summary>Why torch did not load.</summary>
    /// <param name="folders">Where this process looks for native libraries.</param>
    internal static Fault FaultOf(IEnumerable<string> folders)
    {
        string? file = folders.Select(folder => Path.Combine(folder, FileName)).FirstOrDefault(File.Exists);
        if (file is null)
        {
            return new Fault(Place, $"is missing, and networks and the joint model run on it; add the package {PackageName} {PackageVersion} (or a libtorch-cuda package of that version) to the project that is started");
        }

        return new Fault(Place, $"is there and does not load: {WhyNot(file) ?? WhyNot("LibTorchSharp") ?? "its version is not the one asked for"}; TorchSharp wants the package {PackageName} {PackageVersion}");
    }

    private static string PackageName =>
        OperatingSystem.IsWindows() ? "libtorch-cpu-win-x64" : OperatingSystem.IsMacOS() ? "libtorch-cpu-osx-arm64" : "libtorch-cpu-linux-x64";

    private static string FileName => OperatingSystem.IsWindows() ? "torch_cpu.dll" : OperatingSystem.IsMacOS() ? "libtorch_cpu.dylib" : "libtorch_cpu.so";

    /// <summary>The application's folder, and where its package cache has native libraries when it was not published.</summary>
    private static IEnumerable<string> LibraryFolders() =>
    [
        AppContext.BaseDirectory,
        Path.Combine(AppContext.BaseDirectory, "runtimes", PackageName["libtorch-cpu-".Length..], "native"),
        .. (AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries),
    ];

    /// <summary>The loader's own words for a library that it refuses; null where it takes it.</summary>
    private static string? WhyNot(string library)
    {
        try
        {
            NativeLibrary.Load(library, typeof(TorchSharp.torch).Assembly, null);
            return null;
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException)
        {
            return e.Message.Split('\n').Select(line => line.Trim()).FirstOrDefault(line => line.Contains(": ", StringComparison.Ordinal)) ?? e.Message.Split('\n')[0].Trim();
        }
    }
}
