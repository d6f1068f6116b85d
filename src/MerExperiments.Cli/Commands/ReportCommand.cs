using System.CommandLine;
using MerExperiments.Runs;
using MerExperiments.Storage;
using Spectre.Console;

namespace MerExperiments.Cli.Commands;

/// <summary><c>mer report RUN</c>.</summary>
internal sealed class ReportCommand(Services services, IAnsiConsole console, SharedOptions shared)
{
    private readonly Argument<string> _run = new("RUN")
    {
        Description = "experiment/run-id, a run id, the unique beginning of one, or latest",
    };

    private readonly Option<string?> _output = new("--output") { Description = "Where it is written [default: report.html in the run's folder]", HelpName = "FILE" };

    public Command Create()
    {
        var command = new Command("report", "Write the report of a run, finished or stopped") { _run, _output };
        command.SetAction(Execute);
        return command;
    }

    private int Execute(ParseResult result)
    {
        Workspace workspace = Workspace.Find(result.GetValue(shared.Workspace) ?? services.CurrentFolder);
        RunFolder run = RunArgument.Find(workspace, result.GetRequiredValue(_run));
        string file = result.GetValue(_output) is { } output ? Path.GetFullPath(output, services.CurrentFolder) : run.Report;
        services.WriteReport(run, file);
        console.WriteLine($"report: {file}");
        if (!File.Exists(run.Metrics))
        {
            console.WriteLine(
                $"{RunArgument.NameOf(run)} has not finished: the report shows what is there so far. Go on with: mer run {run.ReadManifest().Experiment} --resume {run.RunId}");
        }

        return ExitCode.Done;
    }
}
