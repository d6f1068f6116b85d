using System.CommandLine;
using MerExperiments.Datasets;
using MerExperiments.Pipeline;
using MerExperiments.Storage;
using Spectre.Console;

namespace MerExperiments.Cli.Commands;

/// <summary><c>mer datasets list|fetch</c>.</summary>
internal sealed class DatasetsCommand(Services services, IAnsiConsole console, SharedOptions shared)
{
    private readonly Argument<string> _name = new("NAME") { Description = "A corpus with a card in datasets, or an encoder whose card names downloads" };

    private readonly Option<string?> _to = new("--to")
    {
        Description = "Where the files land [default: datasets/fetched/NAME; an encoder's below the models root]",
        HelpName = "DIR",
    };

    public Command Create(CancellationToken cancellation)
    {
        var list = new Command("list", "List the corpora that have a card");
        list.SetAction(List);
        var fetch = new Command("fetch", "Fetch the files a card names, or go on with a fetch") { _name, _to, shared.ModelsRoot };
        fetch.SetAction(result => Fetch(result, cancellation));
        return new Command("datasets", "List corpora; fetch their files, or an encoder's") { list, fetch };
    }

    private int List(ParseResult result)
    {
        var shelf = new DatasetShelf(shared.WorkspaceOf(result, services));
        IReadOnlyList<FaultyCard> faulty = shelf.Faulty();
        Table table = RunSummary.Wrapping("corpus", "files", "licence", "what");
        foreach (string name in shelf.Names)
        {
            if (faulty.Any(card => card.Name == name))
            {
                table.AddRow(RunSummary.Cells(name, "faulty card", "-", "-"));
                continue;
            }

            DatasetCard card = shelf.Card(name);
            table.AddRow(RunSummary.Cells(name, Files(card, shelf.StateOf(card)), card.Licence, card.What));
        }

        console.Write(table);
        console.WriteLine(shelf.Names.Count == 0 ? "no cards in datasets" : "mer datasets fetch NAME fetches one, or says how to come by it");
        FaultyCards.Print(console, faulty);
        return ExitCode.Done;
    }

    private int Fetch(ParseResult result, CancellationToken cancellation)
    {
        Workspace workspace = shared.WorkspaceOf(result, services);
        string? to = result.GetValue(_to) is { } folder ? Path.GetFullPath(folder, services.CurrentFolder) : null;
        FetchTarget target = Cards.FetchTarget(workspace, shared.ModelsRootOf(result, services), result.GetRequiredValue(_name), to);
        if (target.Files.Count == 0)
        {
            console.WriteLine($"{target.Name} is built in; there is nothing to fetch");
            return ExitCode.Done;
        }

        string command = "mer " + string.Join(' ', result.Tokens.Select(token => token.Value));
        using var fetcher = new Fetcher(services.Http(), services.Time, services.Fetching);
        FetchOutcome outcome = console.Profile.Capabilities.Interactive
            ? LiveProgress.Show(console, services.Time, progress => fetcher.Fetch(target, command, progress, cancellation))
            : fetcher.Fetch(target, command, new TextProgress(console.Profile.Out.Writer, services.Time), cancellation);
        string before = outcome.AlreadyWhole.Count == 0 ? "" : $", {outcome.AlreadyWhole.Count} whole before";
        console.WriteLine($"{target.Name}: {outcome.Fetched.Count} fetched{before}; in {target.Folder}");
        return ExitCode.Done;
    }

    private static string Files(DatasetCard card, DatasetState state) => state switch
    {
        DatasetState.AskFirst => "ask first",
        DatasetState.Here => "here",
        DatasetState.Begun => "begun",
        _ => Size(card),
    };

    private static string Size(DatasetCard card)
    {
        string count = card.Files.Count == 1 ? "1 file" : $"{card.Files.Count} files";
        return card.Files.All(file => file.Bytes is not null)
            ? $"{count}, {Figures.Bytes(card.Files.Sum(file => file.Bytes!.Value))}"
            : count;
    }
}
