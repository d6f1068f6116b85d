using System.CommandLine;
using MerExperiments.Reporting.Words;
using MerExperiments.Runs;
using MerExperiments.Storage;
using Spectre.Console;

namespace MerExperiments.Cli.Commands;

/// <summary><c>mer runs [NAME] [--compare RUN RUN...]</c>.</summary>
internal sealed class RunsCommand(Services services, IAnsiConsole console, SharedOptions shared)
{
    private readonly Argument<string?> _name = new("NAME") { Description = "Only this experiment's runs", Arity = ArgumentArity.ZeroOrOne };

    private readonly Option<string[]> _compare = new("--compare")
    {
        Description = "Write a report that compares two or more runs",
        HelpName = "RUN",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string?> _output = new("--output")
    {
        Description = "Where the comparison is written [default: experiments/comparisons/...html]",
        HelpName = "FILE",
    };

    public Command Create()
    {
        var command = new Command("runs", "List runs, or compare some") { _name, _compare, _output };
        command.SetAction(Execute);
        return command;
    }

    private int Execute(ParseResult result)
    {
        Workspace workspace = Workspace.Find(result.GetValue(shared.Workspace) ?? services.CurrentFolder);
        if (result.GetValue(_compare) is { Length: > 0 } compared)
        {
            Compare(workspace, compared, result.GetValue(_output));
            return ExitCode.Done;
        }

        List(workspace, result.GetValue(_name));
        return ExitCode.Done;
    }

    private void Compare(Workspace workspace, string[] names, string? output)
    {
        RunFolder[] runs = [.. names.Select(name => RunArgument.Find(workspace, name)).Distinct()];
        if (runs.Length < 2)
        {
            throw new InvalidInputException("command line", $"--compare names {runs.Length} run; it must name two or more different ones");
        }

        if (runs.FirstOrDefault(run => !File.Exists(run.Metrics)) is { } unfinished)
        {
            throw new InvalidInputException("command line", $"--compare names {RunArgument.NameOf(unfinished)}, which has not finished; only finished runs compare");
        }

        string file = output is null
            ? Path.Combine(workspace.Experiments, "comparisons", string.Join('_', runs.Select(run => run.RunId)) + ".html")
            : Path.GetFullPath(output, services.CurrentFolder);
        services.WriteComparison(runs, file);
        console.Write(Table(runs));
        console.WriteLine($"comparison: {file}");
    }

    private void List(Workspace workspace, string? experiment)
    {
        IReadOnlyList<RunFolder> all = RunFolder.Find(workspace.Experiments);
        RunFolder[] runs = [.. all.Where(run => experiment is null || ExperimentOf(run) == experiment)];
        if (runs.Length > 0)
        {
            console.Write(Table(runs));
            return;
        }

        string near = experiment is null || NearestName.Of(experiment, all.Select(ExperimentOf).Distinct()) is not { } name ? "" : $"; did you mean \"{name}\"?";
        console.WriteLine($"no runs{(experiment is null ? "" : $" of {experiment}")} in {workspace.Experiments}{near}");
    }

    private static string ExperimentOf(RunFolder run) => Path.GetFileName(Path.GetDirectoryName(run.Path))!;

    private static Table Table(IReadOnlyList<RunFolder> runs)
    {
        Table table = RunSummary.Plain("run", "state", "condition", "metric", "test score [95%]", "seconds");
        foreach (RunFolder run in runs)
        {
            AddRows(table, run);
        }

        return table;
    }

    /// <summary>A damaged run is listed as such, so that it hides no other.</summary>
    private static void AddRows(Table table, RunFolder run)
    {
        try
        {
            RunManifest manifest = run.ReadManifest();
            string state = manifest.State.ToString().ToLowerInvariant();
            string seconds = Figures.Seconds(manifest.Seconds);
            RunMetrics? metrics = run.ReadMetrics();
            foreach (ConditionMetrics? condition in metrics?.Conditions ?? [null!])
            {
                string score = condition is null ? "-" : NumberText.WithInterval(condition.Test.Of(metrics!.Metric));
                table.AddRow(RunSummary.Cells(RunArgument.NameOf(run), state, condition?.Name ?? "-", metrics is null ? "-" : MetricText.Display(metrics.Metric), score, seconds));
            }
        }
        catch (InvalidInputException e)
        {
            table.AddRow(RunSummary.Cells(RunArgument.NameOf(run), $"damaged: {Path.GetFileName(e.Faults[0].Place)}", "-", "-", "-", "-"));
        }
    }
}
