using MerExperiments.Runs;
using Spectre.Console;

namespace MerExperiments.Cli;

/// <summary>Shows the progress of work: bars in a terminal, lines where the output goes to a file.</summary>
internal static class ProgressDisplay
{
    public static T Show<T>(Services services, IAnsiConsole console, Func<IRunProgress, T> work) => console.Profile.Capabilities.Interactive
        ? LiveProgress.Show(console, services.Time, work)
        : work(new TextProgress(new PrintedWriter(console.Profile.Out.Writer), services.Time));
}
