using System.CommandLine;

namespace MerExperiments.Cli.Commands;

/// <summary>The options that every command takes.</summary>
internal sealed class SharedOptions
{
    public Option<string?> Workspace { get; } = new("--workspace")
    {
        Description = "The folder with experiments.json [default: the nearest from here upwards]",
        HelpName = "DIR",
        Recursive = true,
    };

    public Option<bool> Trace { get; } = new("--trace")
    {
        Description = "Print the stack trace of a failure (also: MER_TRACE=1)",
        Recursive = true,
    };
}
