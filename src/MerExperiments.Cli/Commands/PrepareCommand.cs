using System.CommandLine;
using MerExperiments.Media.Preparation;
using MerExperiments.Pipeline;
using Spectre.Console;

namespace MerExperiments.Cli.Commands;

/// <summary><c>mer prepare NAME</c>.</summary>
internal sealed class PrepareCommand(Services services, IAnsiConsole console, SharedOptions shared)
{
    private readonly ExperimentOptions _experiment = new(services, shared, "Clips prepared side by side [default: one per processor]");

    public Command Create(CancellationToken cancellation)
    {
        var command = new Command("prepare", "Prepare an experiment's clips: decode, denoise, find faces, merge transcripts")
        {
            _experiment.Name, _experiment.Set, _experiment.Workers,
        };
        command.SetAction(result => Execute(result, cancellation));
        return command;
    }

    private int Execute(ParseResult result, CancellationToken cancellation)
    {
        var request = new EncodingRequest { Command = ExperimentOptions.CommandOf(result), Workers = _experiment.WorkersOf(result) };
        ICorpusEncoder encoder = services.Encoder(_experiment.WorkspaceOf(result));
        IReadOnlyList<PreparedCorpus> prepared = ProgressDisplay.Show(
            services, console, progress => encoder.Prepare(_experiment.Resolve(result), request, progress, cancellation));
        string[] folders = [.. prepared.SelectMany(version => version.Folders).Distinct()];
        console.WriteLine(folders.Length == 0 ? "nothing to prepare: the corpus is used as it lies" : string.Join(Environment.NewLine, folders));
        QuarantineList.Print(console, [.. prepared.SelectMany(version => version.Quarantined).Distinct()]);
        return ExitCode.Done;
    }
}
