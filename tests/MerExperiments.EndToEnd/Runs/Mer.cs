using System.Diagnostics;

namespace MerExperiments.EndToEnd.Runs;

/// <summary>The command line tool, started as a process of its own.</summary>
internal static class Mer
{
    public static (int ExitCode, string Output, string Errors) Run(string workspace, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "mer.dll"), .. arguments])
        {
            WorkingDirectory = workspace,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, errors.Result);
    }
}
