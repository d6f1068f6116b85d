using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace MerExperiments.Media.Decoding;

/// <summary>The system's <c>ffmpeg</c> and <c>ffprobe</c>: where they are and their version; 4.4 or later.</summary>
/// <remarks>Immutable, safe for several threads. What was found is remembered per folder for as long as the process lives.</remarks>
public sealed partial class FFmpegTools
{
    /// <summary>How to install them, per system.</summary>
    public const string HowToInstall =
        "install ffmpeg: \"sudo apt install ffmpeg\" on Debian and Ubuntu, \"winget install Gyan.FFmpeg\" on Windows, \"brew install ffmpeg\" on macOS";

    private static readonly ConcurrentDictionary<string, FFmpegTools> Known = new(StringComparer.Ordinal);

    private FFmpegTools(string ffmpeg, string ffprobe, string version) => (FFmpegPath, FFprobePath, Version) = (ffmpeg, ffprobe, version);

    /// <summary>The absolute path of ffmpeg.</summary>
    public string FFmpegPath { get; }

    /// <summary>The absolute path of ffprobe.</summary>
    public string FFprobePath { get; }

    /// <summary>The version as ffmpeg prints it, e.g. <c>5.1.9-0+deb12u1</c>.</summary>
    public string Version { get; }

    /// <summary>The words for "hand on frames as they come", which changed in 5.1.</summary>
    internal string[] AllFrames => [IsOlder(Version, 5, 1) ? "-vsync" : "-fps_mode", "passthrough"];

    /// <summary>Finds both tools.</summary>
    /// <param name="folder">The folder that holds them, or null for the folders of the environment variable PATH.</param>
    /// <exception cref="InvalidInputException">One is missing or does not run; the sentence says how to install it.</exception>
    public static FFmpegTools Find(string? folder = null)
    {
        string[] folders = folder is null ? (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator) : [folder];
        return Known.GetOrAdd(string.Join(Path.PathSeparator, folders), _ => Look(folders, folder ?? "PATH"));
    }

    private static FFmpegTools Look(string[] folders, string place)
    {
        (string Name, string? Found)[] tools = [.. new[] { "ffmpeg", "ffprobe" }.Select(name => (name, Locate(folders, name)))];
        InvalidInputException.ThrowIfAny(
        [
            .. tools.Where(tool => tool.Found is null).Select(tool => new Fault(place, $"has no {tool.Name}, which decodes clips; {HowToInstall}")),
        ]);
        string version = VersionOf(tools[0].Found!);
        return IsOlder(version, 4, 4)
            ? throw new InvalidInputException(tools[0].Found!, $"is of version {version}; it must be 4.4 or later; {HowToInstall}")
            : new FFmpegTools(tools[0].Found!, tools[1].Found!, version);
    }

    private static string? Locate(string[] folders, string name)
    {
        string file = OperatingSystem.IsWindows() ? $"{name}.exe" : name;
        return folders.Where(folder => folder.Length > 0).Select(folder => Path.GetFullPath(Path.Combine(folder, file))).FirstOrDefault(File.Exists);
    }

    private static string VersionOf(string ffmpeg)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(ffmpeg, ["-version"]) { RedirectStandardOutput = true })!;
            Match match = VersionLine().Match(process.StandardOutput.ReadToEnd());
            process.WaitForExit();
            return match.Success ? match.Groups[1].Value : throw new InvalidInputException(ffmpeg, $"does not say its version; {HowToInstall}");
        }
        catch (Win32Exception e)
        {
            throw new InvalidInputException(ffmpeg, $"does not run: {e.Message}; {HowToInstall}");
        }
    }

    /// <summary>Whether a version is before another; one built from a development branch has no number and counts as the newest.</summary>
    private static bool IsOlder(string version, int major, int minor) =>
        Numbered().Match(version) is { Success: true } match
        && (int.Parse(match.Groups[1].ValueSpan), int.Parse(match.Groups[2].ValueSpan)).CompareTo((major, minor)) < 0;

    [GeneratedRegex(@"^ffmpeg version (\S+)")]
    private static partial Regex VersionLine();

    [GeneratedRegex(@"^n?(\d{1,3})\.(\d{1,3})")]
    private static partial Regex Numbered();
}
