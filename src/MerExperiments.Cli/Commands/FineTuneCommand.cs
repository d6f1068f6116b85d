using System.CommandLine;
using System.Globalization;
using MerExperiments.AudioText.CrossFitting;
using MerExperiments.AudioText.Training;
using MerExperiments.Evaluation;
using MerExperiments.Pipeline;
using MerExperiments.Pipeline.FineTuning;
using MerExperiments.Reporting.Words;
using Spectre.Console;

namespace MerExperiments.Cli.Commands;

/// <summary><c>mer finetune NAME</c>.</summary>
internal sealed class FineTuneCommand(Services services, IAnsiConsole console, SharedOptions shared)
{
    private readonly ExperimentOptions _experiment = new(services, shared, "Folds trained side by side [default: one per processor]");

    private readonly Option<int?> _fold = WholeNumberOption.Create("--fold", 1, "The one fold to train, from 1 [default: all]");

    private readonly Option<string?> _output = new("--output")
    {
        Description = "Train one model on all labelled utterances instead, for use elsewhere, and put it into this new folder",
        HelpName = "FOLDER",
    };

    public Command Create(CancellationToken cancellation)
    {
        var command = new Command("finetune", "Train an experiment's joint Audio-Text model alone, and score it")
        {
            _experiment.Name, _fold, _output, _experiment.Set, _experiment.Workers,
        };
        command.SetAction(result => Execute(result, cancellation));
        return command;
    }

    private int Execute(ParseResult result, CancellationToken cancellation)
    {
        var request = new FineTuningRequest
        {
            Command = ExperimentOptions.CommandOf(result),
            Workers = _experiment.WorkersOf(result),
            Fold = result.GetValue(_fold),
            Output = result.GetValue(_output) is { } folder ? Path.GetFullPath(folder, services.CurrentFolder) : null,
        };
        ExperimentConfiguration configuration = _experiment.Resolve(result);
        IFineTuner tuner = services.FineTuner(_experiment.WorkspaceOf(result));
        Print(ProgressDisplay.Show(services, console, progress => tuner.FineTune(configuration, request, progress, cancellation)));
        return ExitCode.Done;
    }

    private void Print(FineTuningResult result)
    {
        Table table = RunSummary.Plain("model", "epoch", "training loss", "validation WAF");
        foreach ((FineTunedModel model, EpochRecord epoch) in result.Models.SelectMany(model => model.Epochs.Select(epoch => (model, epoch))))
        {
            table.AddRow(RunSummary.Cells(
                model.Name,
                epoch.Epoch.ToString(CultureInfo.InvariantCulture),
                epoch.TrainingLoss.ToString("F4", CultureInfo.InvariantCulture),
                epoch.ValidationWaf is { } waf ? NumberText.Score(waf) : "-"));
        }

        console.Write(table);
        Print("out of fold", result.OutOfFold);
        Print("test", result.Test);
        foreach (FineTunedModel model in result.Models)
        {
            console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{model.Name}, from {model.Rows:N0} utterances, a part of which only chose the epoch: {model.Folder}"));
        }
    }

    private void Print(string name, ScoredSet? set)
    {
        if (set is not null)
        {
            console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{name} WAF {NumberText.WithInterval(set.Of(Metric.Waf))} on {set.N:N0} utterances ({MetricText.Labels(set.ScoredOn)}; interval by bootstrap over {MetricText.Resampled(set.Resampled)})"));
        }
    }
}
