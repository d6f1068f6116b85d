using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using MerExperiments.Encoders.Measuring;
using MerExperiments.Runs;
using MerExperiments.Storage;
using Spectre.Console;

namespace MerExperiments.Cli.Commands;

/// <summary><c>mer encoders list|check|bench</c>.</summary>
internal sealed class EncodersCommand(Services services, IAnsiConsole console, SharedOptions shared)
{
    private readonly Option<bool> _json = new("--json") { Description = "As JSON, for programs" };

    private readonly Argument<string[]> _names = new("NAME") { Description = "Only these encoders", Arity = ArgumentArity.ZeroOrMore };

    public Command Create(CancellationToken cancellation)
    {
        var list = new Command("list", "List the encoders, and whether their files are there") { _json, shared.ModelsRoot };
        list.SetAction(List);
        var check = new Command("check", "Check encoders' files: bytes by SHA-256, tensors by name and rank") { _names, shared.ModelsRoot };
        check.SetAction(result => Check(result, cancellation));
        return new Command("encoders", "List, check and measure encoders")
        {
            list, check, new EncoderBenchCommand(services, console, shared).Create(cancellation),
        };
    }

    private int List(ParseResult result)
    {
        EncoderInventory inventory = Inventory(result);
        IReadOnlyList<EncoderListing> encoders = inventory.List();
        if (result.GetValue(_json))
        {
            console.Profile.Out.Writer.WriteLine(JsonSerializer.Serialize<object[]>([.. encoders, .. inventory.Faulty], RunJson.Options));
            return ExitCode.Done;
        }

        Table table = RunSummary.Wrapping("encoder", "modality", "input", "values", "pooling", "licence", "files");
        foreach (EncoderListing encoder in encoders)
        {
            table.AddRow(RunSummary.Cells(
                encoder.Name,
                Word(encoder.Modality),
                Word(encoder.Input),
                encoder.Dimension.ToString(CultureInfo.InvariantCulture),
                Word(encoder.Pooling),
                encoder.Licence,
                Files(encoder)));
        }

        foreach (FaultyCard card in inventory.Faulty)
        {
            table.AddRow(RunSummary.Cells(card.Name, "-", "-", "-", "-", "-", "faulty card"));
        }

        console.Write(table);
        FaultyCards.Print(console, inventory.Faulty);
        return ExitCode.Done;
    }

    private int Check(ParseResult result, CancellationToken cancellation)
    {
        var faults = new List<Fault>();
        foreach (EncoderFinding finding in Inventory(result).Check(result.GetValue(_names) ?? []))
        {
            cancellation.ThrowIfCancellationRequested();
            faults.AddRange(finding.Faults);
            console.WriteLine($"{(finding.Faults.Count == 0 ? "ok   " : "fault")} {finding.Name}");
            foreach ((string file, string sha256) in finding.Sha256)
            {
                console.WriteLine($"      {sha256}  {file}");
            }
        }

        InvalidInputException.ThrowIfAny(faults);
        return ExitCode.Done;
    }

    private EncoderInventory Inventory(ParseResult result) =>
        new(shared.WorkspaceOf(result, services), shared.ModelsRootOf(result, services));

    private static string Files(EncoderListing encoder) =>
        encoder.IsBuiltIn ? "built in"
        : encoder.Missing.Count == 0 ? "ok"
        : $"missing: {string.Join(", ", encoder.Missing)}{(encoder.CanBeFetched ? $"; mer datasets fetch {encoder.Name}" : "")}";

    private static string Word(Enum value) => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
