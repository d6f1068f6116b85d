using System.CommandLine;
using System.Globalization;
using MerExperiments.Configuration;
using MerExperiments.Pipeline;
using MerExperiments.Storage;
using Spectre.Console;

namespace MerExperiments.Cli.Commands;

/// <summary><c>mer cache list|prune</c>.</summary>
internal sealed class CacheCommand(Services services, IAnsiConsole console, SharedOptions shared)
{
    private const int DefaultDays = 30;

    private readonly Option<int?> _days = WholeNumberOption.Create("--unused-for", 0, "For how many days a thing must not have been used [default: 30]");

    private readonly Option<bool> _yes = new("--yes") { Description = "Delete it; without, only what would go is listed" };

    public Command Create()
    {
        var list = new Command("list", "List feature tables, prepared clips and joint models: size, last use, the runs that name them");
        list.SetAction(List);
        var prune = new Command(
            "prune",
            "Delete what no run names and no experiment may still need: tables of encoders that no experiment names, whatever was not used for 30 days, and what killed processes left a day ago")
        {
            _days,
            _yes,
        };
        prune.SetAction(Prune);
        return new Command("cache", "List what is kept so that it is not computed twice; delete what nothing needs") { list, prune };
    }

    private int List(ParseResult result)
    {
        IReadOnlyList<CacheEntry> entries = new WorkspaceCache(shared.WorkspaceOf(result, services), services.Time).List();
        Print(entries);
        console.WriteLine($"{Count(entries)}; mer cache prune lists what nothing needs");
        return ExitCode.Done;
    }

    private int Prune(ParseResult result)
    {
        Workspace workspace = shared.WorkspaceOf(result, services);
        var cache = new WorkspaceCache(workspace, services.Time);
        ExperimentCatalogue<ExperimentConfiguration> catalogue = services.Toolkit.Catalogue(workspace);
        ExperimentConfiguration[] experiments = [.. catalogue.Names.Select(name => catalogue.Resolve(name, []))];
        TimeSpan unused = TimeSpan.FromDays(result.GetValue(_days) ?? DefaultDays);
        if (result.GetValue(_yes))
        {
            return Delete(cache, experiments, unused);
        }

        IReadOnlyList<CacheEntry> entries = cache.Prunable(experiments, unused);
        Print(entries);
        console.WriteLine(entries.Count == 0 ? "nothing to delete" : $"would be deleted: {Count(entries)}; mer cache prune --yes deletes it");
        return ExitCode.Done;
    }

    private int Delete(WorkspaceCache cache, ExperimentConfiguration[] experiments, TimeSpan unused)
    {
        (IReadOnlyList<CacheEntry> deleted, IReadOnlyList<CacheEntry> left) = cache.Prune(experiments, unused);
        Print(deleted);
        console.WriteLine($"deleted: {Count(deleted)}");
        if (left.Count == 0)
        {
            return ExitCode.Done;
        }

        Print(left);
        console.WriteLine($"could not be deleted: {Count(left)}; see who may write there");
        return ExitCode.Failed;
    }

    private void Print(IReadOnlyList<CacheEntry> entries)
    {
        if (entries.Count == 0)
        {
            return;
        }

        Table table = RunSummary.Plain("what", "folder", "size", "last used", "runs");
        foreach (CacheEntry entry in entries)
        {
            table.AddRow(RunSummary.Cells(
                KindOf(entry), entry.Name, Figures.Bytes(entry.Bytes), entry.LastUsed.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), RunsOf(entry)));
        }

        console.Write(table);
    }

    private static string KindOf(CacheEntry entry) => entry.IsLeftover ? "leftover" : entry.Kind switch
    {
        CacheKind.Features => "features",
        CacheKind.Prepared => "prepared",
        _ => "joint model",
    };

    private static string RunsOf(CacheEntry entry) => entry.Runs switch
    {
        [] => "-",
        [var only] => only,
        [var first, ..] => $"{first} and {entry.Runs.Count - 1} more",
    };

    private static string Count(IReadOnlyList<CacheEntry> entries) => $"{entries.Count} folders, {Figures.Bytes(entries.Sum(entry => entry.Bytes))}";
}
