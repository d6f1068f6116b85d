using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Parsing;
using System.Globalization;
using MerExperiments.Pipeline.Prediction;
using MerExperiments.Runs;
using MerExperiments.Storage;
using Spectre.Console;

namespace MerExperiments.Cli.Commands;

/// <summary><c>mer predict MODEL --clips CLIPS</c>. The standard output holds nothing but predictions; progress and summary go to the error stream.</summary>
internal sealed class PredictCommand(Services services, IAnsiConsole console, TextWriter error, SharedOptions shared)
{
    private readonly Argument<string> _model = new("MODEL")
    {
        Description = "A finished run (experiment/run-id, a run id, the unique beginning of one, or latest), or the folder of a run, of its model, or of one that finetune --output wrote. With outer folds the model is the mean over all of them; predictions.csv has each clip from the one that never saw it",
        HelpName = "MODEL",
        CompletionSources = { context => Runs(context, shared, services) },
    };

    private readonly Option<string?> _clips = new("--clips")
    {
        Description = "What is predicted: a CSV of clips (name,clip,audio,video,text,speaker), a folder of sound or video files, or one such file",
        HelpName = "CSV|FOLDER|FILE",
    };

    private readonly Option<string?> _out = new("--out") { Description = "Where the predictions are written [default: the standard output]", HelpName = "FILE" };

    private readonly Option<string?> _speakers = new("--speakers")
    {
        Description = "Whose clips those are that name no speaker, where the model's features are normalised per speaker: all of one, each of another, or not known (none)",
        HelpName = string.Join('|', Choices),
        CompletionSources = { Choices },
    };

    private readonly Option<int?> _workers = WholeNumberOption.Create("--workers", 1, "Clips prepared and encoded side by side [default: one per processor]");

    private static string[] Choices { get; } = [.. Enum.GetNames<SpeakerChoice>().Select(name => name.ToLowerInvariant())];

    public Command Create(CancellationToken cancellation)
    {
        var command = new Command("predict", "Predict new clips with a trained model") { _model, _clips, _out, _speakers, shared.ModelsRoot, _workers };
        command.Validators.Add(RefuseNoClips);
        _speakers.Validators.Add(RefuseUnknownChoice);
        command.SetAction(result => Execute(result, cancellation));
        return command;
    }

    private void RefuseNoClips(CommandResult command)
    {
        if (command.GetResult(_clips) is null)
        {
            command.AddError($"--clips is missing: {_clips.Description}");
        }
    }

    private static void RefuseUnknownChoice(OptionResult option)
    {
        if (option.Tokens is [var token] && !Choices.Contains(token.Value))
        {
            option.AddError($"--speakers is \"{token.Value}\"{NearestName.Hint(token.Value, Choices)}");
        }
    }

    private int Execute(ParseResult result, CancellationToken cancellation)
    {
        Workspace workspace = shared.WorkspaceOf(result, services);
        string? output = result.GetValue(_out) is { } file ? Path.GetFullPath(file, services.CurrentFolder) : null;
        var request = new PredictionRequest
        {
            Command = ExperimentOptions.CommandOf(result),
            FindModel = () => ModelArgument.Find(workspace, result.GetRequiredValue(_model), services.CurrentFolder),
            Clips = Path.GetFullPath(result.GetValue(_clips)!, services.CurrentFolder),
            Speakers = result.GetValue(_speakers) is { } speakers ? Enum.Parse<SpeakerChoice>(speakers, ignoreCase: true) : null,
            ModelsRoot = shared.ModelsRootOf(result, services),
            Output = output,
            Workers = result.GetValue(_workers) ?? Environment.ProcessorCount,
        };
        PredictionResult predicted = services.Predictor(workspace).Predict(request, new TextProgress(error, services.Time), cancellation);
        Write(predicted, output);
        return predicted.Clips.Any(clip => clip.Class is not null) ? ExitCode.Done : ExitCode.Failed;
    }

    private void Write(PredictionResult predicted, string? output)
    {
        if (output is null)
        {
            console.Profile.Out.Writer.Write(predicted.ToCsv());
        }
        else
        {
            AtomicFile.WriteText(output, predicted.ToCsv());
        }

        foreach (string line in Summary(predicted).Concat(output is null ? [] : [$"predictions: {output}"]))
        {
            error.WriteLine(line);
        }
    }

    /// <summary>How many clips, how many of each class, and what was missing.</summary>
    private static IEnumerable<string> Summary(PredictionResult predicted)
    {
        string[] classes = [.. predicted.Labels.Names.Select(label => Of(predicted.Clips.Count(clip => clip.Class == label), label))];
        int without = predicted.Clips.Count(clip => clip.Class is null);
        yield return $"{Of(predicted.Clips.Count, predicted.Clips.Count == 1 ? "clip" : "clips")}: {string.Join(", ", classes)}{(without == 0 ? "" : $"; {Of(without, "without a class, as nothing of them could be read")}")}";
        foreach (var group in predicted.Clips.SelectMany(clip => clip.Missing.Select(missing => (missing.Modality, clip.Name))).Distinct().GroupBy(missing => missing.Modality).OrderBy(group => group.Key))
        {
            yield return $"{group.Key.ToString().ToLowerInvariant()} is missing in {group.Count()} of {predicted.Clips.Count}, the first is {group.First().Name}; the column \"missing\" says why";
        }
    }

    private static string Of(int count, string what) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {what}");

    private static IEnumerable<CompletionItem> Runs(CompletionContext context, SharedOptions shared, Services services)
    {
        try
        {
            Workspace workspace = shared.WorkspaceOf(context.ParseResult, services);
            return [.. RunFolder.Find(workspace.Experiments).Where(run => File.Exists(run.Metrics)).Select(run => new CompletionItem(RunArgument.NameOf(run)))];
        }
        catch (InvalidInputException)
        {
            return [];
        }
    }
}

/// <summary>Finds the model that a person named: a folder, or a run.</summary>
internal static class ModelArgument
{
    /// <summary>The absolute path of the model's folder.</summary>
    /// <exception cref="InvalidInputException">There is no such model.</exception>
    public static string Find(Workspace workspace, string text, string currentFolder)
    {
        string folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(text, currentFolder));
        if (IsModel(folder))
        {
            return folder;
        }

        RunFolder run = File.Exists(new RunFolder(folder).Manifest) ? new RunFolder(folder)
            : !Directory.Exists(folder) || RunFolder.Find(workspace.Experiments).Any(run => run.RunId == text) ? RunArgument.Find(workspace, text)
            : throw new InvalidInputException("MODEL", $"is {folder}, which holds no model.json and no run.json; name a run, its folder, or a model's");
        return IsModel(run.Model) ? run.Model : throw new InvalidInputException(
            "MODEL", $"is {RunArgument.NameOf(run)}, which has no model yet; go on with: mer run {Path.GetFileName(Path.GetDirectoryName(run.Path))} --resume {run.RunId}");
    }

    private static bool IsModel(string folder) => File.Exists(Path.Combine(folder, "model.json"));
}
