using System.Diagnostics;
using System.Globalization;
using MerExperiments.EndToEnd.Structure;

namespace MerExperiments.EndToEnd.Runs;

/// <summary>A program started as a process of its own, without what the build that runs the tests has set for itself.</summary>
internal static class StartedProgram
{
    private static readonly Lock OneBuild = new();

    /// <summary>Whether the SDK on the path runs a program of one file as it stands.</summary>
    public static bool CanRunFiles =>
        Run("dotnet", Path.GetTempPath(), "--version") is (0, var version, _) && int.Parse(version.Split('.')[0], CultureInfo.InvariantCulture) >= 10;

    /// <summary>Builds and runs a program of one file that lies in the folder notebooks.</summary>
    /// <remarks>One at a time: two that build the same rooms at once would write over each other's files.</remarks>
    /// <param name="file">The file's name.</param>
    /// <param name="folder">Where it is started.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="isBuilt">Whether it was built before and is only to be started.</param>
    public static (int ExitCode, string Output, string Errors) RunFile(string file, string folder, string[] arguments, bool isBuilt = false)
    {
        string[] options = [.. isBuilt ? ["--no-build"] : Array.Empty<string>(), "-c", Checkout.Configuration, "--file", Path.Combine(Checkout.Root, "notebooks", file)];
        lock (OneBuild)
        {
            return Run("dotnet", folder, ["run", .. options, "--", .. arguments]);
        }
    }

    public static (int ExitCode, string Output, string Errors) Run(string program, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string variable in start.Environment.Keys.Where(key => key.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            start.Environment.Remove(variable);
        }

        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, errors.Result);
    }
}
