using System.CommandLine;
using System.Globalization;
using MerExperiments.Pipeline;
using MerExperiments.Pipeline.Configuration;
using MerExperiments.Runs;
using Spectre.Console;

namespace MerExperiments.Cli.Commands;

/// <summary><c>mer run NAME</c>.</summary>
internal sealed class RunCommand(Services services, IAnsiConsole console, SharedOptions shared)
{
    private readonly Argument<string> _name = new("NAME") { Description = "The experiment, a name in experiments.json" };

    private readonly Option<string[]> _set = new("--set")
    {
        Description = "A setting in front of the file's, e.g. sweep.trials=100; lists with commas or as JSON. Repeat it for more",
        HelpName = "KEY=VALUE",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    private readonly Option<string?> _resume = new("--resume") { Description = "Go on with a run that was stopped or killed", HelpName = "RUN-ID" };

    private readonly Option<int?> _workers = WholeNumberOption.Create("--workers", 1, "Trials computed side by side [default: one per processor]");

    private readonly Option<int?> _seed = WholeNumberOption.Create("--seed", 0, "The same as --set seed=N");

    public Command Create(CancellationToken cancellation)
    {
        var command = new Command("run", "Run an experiment, or go on with a run") { _name, _set, _resume, _workers, _seed };
        command.SetAction(result => Execute(result, cancellation));
        return command;
    }

    private int Execute(ParseResult result, CancellationToken cancellation)
    {
        Workspace workspace = Workspace.Find(result.GetValue(shared.Workspace) ?? services.CurrentFolder);
        string name = result.GetRequiredValue(_name);
        RunFolder? resumed = result.GetValue(_resume) is { } id ? RunArgument.Find(workspace, id, name) : null;
        ExperimentConfiguration configuration = Configuration(workspace, name, Overrides(result), resumed);
        var request = new RunRequest
        {
            Command = "mer " + string.Join(' ', result.Tokens.Select(token => token.Value)),
            Workers = result.GetValue(_workers) ?? Environment.ProcessorCount,
            ResumeRunId = resumed?.RunId,
        };
        IExperimentRunner runner = services.Runner(workspace);
        RunFolder run = console.Profile.Capabilities.Interactive
            ? LiveProgress.Show(console, services.Time, progress => runner.Run(configuration, request, progress, cancellation))
            : runner.Run(configuration, request, new TextProgress(console.Profile.Out.Writer, services.Time), cancellation);
        RunSummary.Print(console, run);
        return ExitCode.Done;
    }

    private string[] Overrides(ParseResult result)
    {
        string[] set = result.GetValue(_set) ?? [];
        return result.GetValue(_seed) is { } seed ? [.. set, string.Create(CultureInfo.InvariantCulture, $"seed={seed}")] : set;
    }

    private ExperimentConfiguration Configuration(Workspace workspace, string name, string[] overrides, RunFolder? resumed)
    {
        if (resumed is null)
        {
            return ExperimentCatalogue.Load(workspace.Catalogue, services.Known(workspace), only: name).Resolve(name, overrides);
        }

        return overrides.Length == 0
            ? ExperimentCatalogue.Restore(name, resumed.ReadManifest().Configuration, workspace.Root, services.Known(workspace))
            : throw new InvalidInputException(
                "command line", "--resume goes on with the settings the run was started with; leave out --set and --seed, or start a new run without --resume");
    }
}
