using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using MerExperiments.Features;
using MerExperiments.Pipeline;
using Spectre.Console;

namespace MerExperiments.Cli.Commands;

/// <summary><c>mer encode NAME</c>.</summary>
internal sealed class EncodeCommand(Services services, IAnsiConsole console, SharedOptions shared)
{
    private readonly ExperimentOptions _experiment = new(services, shared, "Clips encoded side by side [default: one per processor]");

    private readonly Option<string?> _encoders = new("--encoders")
    {
        Description = "Encoders in place of the experiment's, with commas; the same as --set encoders=...",
        HelpName = "NAME,NAME",
    };

    private readonly Option<bool> _frames = new("--frames") { Description = "Keep one vector per frame rather than one per utterance" };

    public Command Create(CancellationToken cancellation)
    {
        var command = new Command("encode", "Prepare an experiment's clips and encode them into the feature store")
        {
            _experiment.Name, _encoders, _frames, _experiment.Set, _experiment.Workers,
        };
        _encoders.Validators.Add(RefuseEmptyNames);
        command.SetAction(result => Execute(result, cancellation));
        return command;
    }

    private static void RefuseEmptyNames(OptionResult result)
    {
        string names = string.Concat(result.Tokens.Select(token => token.Value));
        if (result.Tokens.Count > 0 && names.Split(',').Any(string.IsNullOrWhiteSpace))
        {
            result.AddError($"--encoders is \"{names}\"; it must be encoders' names with commas between; `mer encoders list` shows them");
        }
    }

    private int Execute(ParseResult result, CancellationToken cancellation)
    {
        var request = new EncodingRequest
        {
            Command = ExperimentOptions.CommandOf(result),
            Workers = _experiment.WorkersOf(result),
            Level = result.GetValue(_frames) ? FeatureLevel.Frame : FeatureLevel.Utterance,
        };
        ExperimentConfiguration configuration = _experiment.Resolve(result, result.GetValue(_encoders) is { } names ? [$"encoders={names}"] : []);
        ICorpusEncoder encoder = services.Encoder(_experiment.WorkspaceOf(result));
        IReadOnlyList<EncodedTable> tables = ProgressDisplay.Show(services, console, progress => encoder.Encode(configuration, request, progress, cancellation));
        Print(tables);
        return ExitCode.Done;
    }

    private void Print(IReadOnlyList<EncodedTable> tables)
    {
        foreach (EncodedTable table in tables)
        {
            string rows = table.Frames is { } frames
                ? string.Create(CultureInfo.InvariantCulture, $"{frames:N0} frames of {table.Present:N0} of {table.Utterances:N0} utterances")
                : string.Create(CultureInfo.InvariantCulture, $"{table.Present:N0} of {table.Utterances:N0} utterances");
            console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{table.Encoder} ({table.Sound}): {rows}, {table.Dimension:N0} values each"));
            console.WriteLine($"  {table.Folder}");
        }

        QuarantineList.Print(console, [.. tables.SelectMany(table => table.Quarantined).Distinct()]);
    }
}
