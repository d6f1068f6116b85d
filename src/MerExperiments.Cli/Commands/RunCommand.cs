using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using MerExperiments.Pipeline;
using MerExperiments.Runs;
using MerExperiments.Storage;
using Spectre.Console;

namespace MerExperiments.Cli.Commands;

/// <summary><c>mer run NAME</c>.</summary>
internal sealed class RunCommand(Services services, IAnsiConsole console, SharedOptions shared)
{
    /// <summary>The command's name.</summary>
    public const string Name = "run";

    private readonly ExperimentOptions _experiment = new(services, shared, "Trials computed side by side [default: one per processor]");

    private readonly Option<string?> _resume = new("--resume") { Description = "Go on with a run that was stopped or killed", HelpName = "RUN-ID" };

    private readonly Option<int?> _seed = WholeNumberOption.Create("--seed", 0, "The same as --set seed=N");

    private readonly Option<int?> _seeds = WholeNumberOption.Create("--seeds", 2, "Run it under N seeds in turn, from its own on, and print mean and spread. A run with the same settings is gone on with, or taken as it is");

    public Command Create(CancellationToken cancellation)
    {
        var command = new Command(Name, "Run an experiment, or go on with a run") { _experiment.Name, _experiment.Set, _resume, _experiment.Workers, _seed, _seeds };
        command.SetAction(result => Execute(result, cancellation));
        return command;
    }

    private int Execute(ParseResult result, CancellationToken cancellation)
    {
        Workspace workspace = _experiment.WorkspaceOf(result);
        string name = result.GetRequiredValue(_experiment.Name);
        if (result.GetValue(_seeds) is { } seeds)
        {
            return ExecuteSeeds(workspace, result, seeds, cancellation);
        }

        RunFolder? resumed = result.GetValue(_resume) is { } id ? RunArgument.Find(workspace, id, name) : null;
        ExperimentConfiguration configuration = Configuration(workspace, result, resumed);
        RunSummary.Print(console, Run(workspace, result, configuration, resumed, cancellation));
        return ExitCode.Done;
    }

    private int ExecuteSeeds(Workspace workspace, ParseResult result, int seeds, CancellationToken cancellation)
    {
        if (result.GetValue(_resume) is not null)
        {
            throw new InvalidInputException("command line", "--seeds goes on with runs of the same settings by itself; leave out --resume");
        }

        int first = Configuration(workspace, result, null).Seed;
        var runs = new List<(int, RunFolder)>();
        foreach (int seed in Enumerable.Range(first, seeds))
        {
            ExperimentConfiguration configuration = _experiment.Resolve(result, string.Create(CultureInfo.InvariantCulture, $"seed={seed}"));
            RunFolder? known = WithSettings(workspace, configuration);
            console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seed {seed} ({runs.Count + 1} of {seeds}){(known is null ? "" : $": {RunArgument.NameOf(known)} has these settings")}"));
            runs.Add((seed, Run(workspace, result, configuration, known, cancellation)));
        }

        SeedSummary.Print(console, runs);
        return ExitCode.Done;
    }

    private RunFolder Run(Workspace workspace, ParseResult result, ExperimentConfiguration configuration, RunFolder? resumed, CancellationToken cancellation)
    {
        var request = new RunRequest
        {
            Command = ExperimentOptions.CommandOf(result),
            Workers = _experiment.WorkersOf(result),
            ResumeRunId = resumed?.RunId,
        };
        IExperimentRunner runner = services.Runner(workspace);
        return ProgressDisplay.Show(services, console, progress => runner.Run(configuration, request, progress, cancellation));
    }

    /// <summary>The newest run of an experiment with the same settings, finished or not; null where there is none. A damaged one is none.</summary>
    private static RunFolder? WithSettings(Workspace workspace, ExperimentConfiguration configuration) =>
        RunFolder.Find(workspace.Experiments, configuration.Experiment).LastOrDefault(run =>
        {
            try
            {
                return JsonElement.DeepEquals(run.ReadManifest().Configuration, configuration.Frozen);
            }
            catch (InvalidInputException)
            {
                return false;
            }
        });

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
