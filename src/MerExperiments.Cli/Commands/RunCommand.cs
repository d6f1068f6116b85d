using System.CommandLine;
using System.Globalization;
using MerExperiments.Pipeline;
using MerExperiments.Runs;
using MerExperiments.Storage;
using Spectre.Console;

namespace MerExperiments.Cli.Commands;

/// <summary><c>mer run NAME</c>.</summary>
internal sealed class RunCommand(Services services, IAnsiConsole console, SharedOptions shared)
{
    private readonly ExperimentOptions _experiment = new(services, shared, "Trials computed side by side [default: one per processor]");

    private readonly Option<string?> _resume = new("--resume") { Description = "Go on with a run that was stopped or killed", HelpName = "RUN-ID" };

    private readonly Option<int?> _seed = WholeNumberOption.Create("--seed", 0, "The same as --set seed=N");

    public Command Create(CancellationToken cancellation)
    {
        var command = new Command("run", "Run an experiment, or go on with a run") { _experiment.Name, _experiment.Set, _resume, _experiment.Workers, _seed };
        command.SetAction(result => Execute(result, cancellation));
        return command;
    }

    private int Execute(ParseResult result, CancellationToken cancellation)
    {
        Workspace workspace = _experiment.WorkspaceOf(result);
        string name = result.GetRequiredValue(_experiment.Name);
        RunFolder? resumed = result.GetValue(_resume) is { } id ? RunArgument.Find(workspace, id, name) : null;
        ExperimentConfiguration configuration = Configuration(workspace, result, resumed);
        var request = new RunRequest
        {
            Command = ExperimentOptions.CommandOf(result),
            Workers = _experiment.WorkersOf(result),
            ResumeRunId = resumed?.RunId,
        };
        IExperimentRunner runner = services.Runner(workspace);
        RunFolder run = ProgressDisplay.Show(services, console, progress => runner.Run(configuration, request, progress, cancellation));
        RunSummary.Print(console, run);
        return ExitCode.Done;
    }

    private ExperimentConfiguration Configuration(Workspace workspace, ParseResult result, RunFolder? resumed)
    {
        string[] seed = result.GetValue(_seed) is { } number ? [string.Create(CultureInfo.InvariantCulture, $"seed={number}")] : [];
        if (resumed is null)
        {
            return _experiment.Resolve(result, seed);
        }

        return seed.Length == 0 && result.GetValue(_experiment.Set) is null or []
            ? services.Toolkit.Restore(workspace, result.GetRequiredValue(_experiment.Name), resumed.ReadManifest().Configuration)
            : throw new InvalidInputException(
                "command line", "--resume goes on with the settings the run was started with; leave out --set and --seed, or start a new run without --resume");
    }
}
