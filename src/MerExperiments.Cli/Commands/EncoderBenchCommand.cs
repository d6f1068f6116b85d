using System.CommandLine;
using System.Globalization;
using MerExperiments.Corpora;
using MerExperiments.Encoders.Measuring;
using MerExperiments.Pipeline;
using MerExperiments.Storage;
using Spectre.Console;

namespace MerExperiments.Cli.Commands;

/// <summary><c>mer encoders bench NAME</c>.</summary>
internal sealed class EncoderBenchCommand(Services services, IAnsiConsole console, SharedOptions shared)
{
    private readonly Argument<string> _name = new("NAME") { Description = "The encoder" };

    private readonly Option<int?> _clips = WholeNumberOption.Create("--clips", 1, "How many clips [default: 32]");

    private readonly Option<int?> _turns = WholeNumberOption.Create("--turns", 1, "Timed turns, after one that is not [default: 5]");

    private readonly Option<string?> _experiment = new("--experiment")
    {
        Description = "Measure on the first clips of this experiment's corpus [default: on noise of a stated length]",
        HelpName = "EXPERIMENT",
    };

    public Command Create(CancellationToken cancellation)
    {
        var command = new Command("bench", "Measure how many clips a second this machine decodes, prepares and encodes")
        {
            _name, _clips, _turns, _experiment, shared.ModelsRoot,
        };
        command.SetAction(result => Execute(result, cancellation));
        return command;
    }

    private int Execute(ParseResult result, CancellationToken cancellation)
    {
        Workspace workspace = shared.WorkspaceOf(result, services);
        int clips = result.GetValue(_clips) ?? EncoderBench.DefaultClips, turns = result.GetValue(_turns) ?? EncoderBench.DefaultTurns;
        ExperimentConfiguration? experiment = result.GetValue(_experiment) is { } name
            ? services.Toolkit.Catalogue(workspace, only: name).Resolve(name, [])
            : null;
        var inventory = new EncoderInventory(workspace, shared.ModelsRootOf(result, services) ?? experiment?.Models.Root);
        inventory.Require([result.GetRequiredValue(_name)]);
        EncoderBench bench = inventory.Bench(services.Time);
        Print(experiment is null
            ? bench.Run(result.GetRequiredValue(_name), clips, turns, cancellation)
            : bench.Run(result.GetRequiredValue(_name), CorpusOf(workspace, experiment, cancellation), clips, turns, cancellation));
        return ExitCode.Done;
    }

    private Corpus CorpusOf(Workspace workspace, ExperimentConfiguration experiment, CancellationToken cancellation) =>
        services.Toolkit.OpenCorpus(experiment, new CorpusContext(workspace, new TextProgress(console.Profile.Out.Writer, services.Time), cancellation));

    private void Print(EncoderBenchResult measured)
    {
        Table table = RunSummary.Wrapping("stage", "clips/s", "slowest turn", "fastest turn");
        foreach (StageRate stage in measured.Stages)
        {
            table.AddRow(RunSummary.Cells(stage.Stage, Rate(stage.Median), Rate(stage.Least), Rate(stage.Most)));
        }

        int turns = measured.Stages[0].ClipsPerSecond.Count;
        console.WriteLine(
            $"{measured.Encoder} on {measured.Inputs}; one thread, batches of {EncoderBench.BatchClips}, {(turns == 1 ? "1 turn" : $"median of {turns} turns")}:");
        console.Write(table);
    }

    private static string Rate(double clipsPerSecond) => clipsPerSecond.ToString(clipsPerSecond < 100 ? "N1" : "N0", CultureInfo.InvariantCulture);
}
