namespace MerExperiments.EndToEnd.Runs;

/// <summary>The command line tool, started as a process of its own.</summary>
internal static class Mer
{
    public static (int ExitCode, string Output, string Errors) Run(string workspace, params string[] arguments) =>
        StartedProgram.Run("dotnet", workspace, [Path.Combine(AppContext.BaseDirectory, "mer.dll"), .. arguments]);
}
