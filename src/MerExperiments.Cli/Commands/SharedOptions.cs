using System.CommandLine;
using MerExperiments.Storage;

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

    /// <summary>For the commands that read models without an experiment.</summary>
    public Option<string?> ModelsRoot { get; } = new("--models-root")
    {
        Description = "The folder that model files are relative to [default: that of models.root]",
        HelpName = "DIR",
    };

    public Option<bool> Trace { get; } = new("--trace")
    {
        Description = "Print the stack trace of a failure (also: MER_TRACE=1)",
        Recursive = true,
    };

    public Workspace WorkspaceOf(ParseResult result, Services services) => MerExperiments.Storage.Workspace.Find(result.GetValue(Workspace) ?? services.CurrentFolder);

    public string? ModelsRootOf(ParseResult result, Services services) =>
        result.GetValue(ModelsRoot) is { } folder ? Path.GetFullPath(folder, services.CurrentFolder) : null;
}
