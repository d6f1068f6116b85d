using System.CommandLine;
using MerExperiments.Datasets;
using MerExperiments.Storage;
using Spectre.Console;

namespace MerExperiments.Cli.Commands;

/// <summary><c>mer doctor</c>.</summary>
internal sealed class DoctorCommand(Services services, IAnsiConsole console, SharedOptions shared)
{
    public Command Create()
    {
        var command = new Command("doctor", "Look whether this machine and workspace can run experiments");
        command.SetAction(Execute);
        return command;
    }

    private int Execute(ParseResult result)
    {
        string start = result.GetValue(shared.Workspace) ?? services.CurrentFolder;
        var workspace = new DoctorProbe("workspace", () => new DoctorFinding(DoctorState.Ok, Workspace.Find(start).Root));
        var catalogue = new DoctorProbe("experiments.json", () => new DoctorFinding(
            DoctorState.Ok, string.Join(", ", services.Toolkit.Catalogue(Workspace.Find(start)).Names)));
        var toolkit = new DoctorProbe("toolkit", Toolkit);
        var cards = new DoctorProbe("cards", () => Cards(Workspace.Find(start)));
        DoctorFinding[] findings = [.. services.Probes.Append(workspace).Append(catalogue).Append(toolkit).Append(cards).Select(Report)];
        return findings.Any(finding => finding.State == DoctorState.Fail) ? ExitCode.Failed : ExitCode.Done;
    }

    /// <summary>What is registered, so that a user sees their own parts among the built-in ones.</summary>
    private DoctorFinding Toolkit()
    {
        services.Toolkit.Check();
        IEnumerable<string> parts = services.Toolkit.Parts.Select(part => $"{part.Kind}: {string.Join(", ", part.Names)}");
        string weightless = $"heads to which a pseudo-label counts as much as a human label: {string.Join(", ", services.Toolkit.HeadsWithoutWeights)}";
        return new DoctorFinding(DoctorState.Ok, string.Join(Environment.NewLine + "      ", parts.Append(weightless)));
    }

    /// <summary>A faulty card stops nothing but what asks for it, so that it is a warning.</summary>
    private DoctorFinding Cards(Workspace workspace)
    {
        FaultyCard[] faulty = [.. services.Toolkit.NamesIn(workspace).FaultyCards, .. new DatasetShelf(workspace).Faulty()];
        return faulty.Length == 0
            ? new DoctorFinding(DoctorState.Ok, "all can be used")
            : new DoctorFinding(
                DoctorState.Warn,
                string.Join(Environment.NewLine + "      ", FaultyCards.Lines(faulty)),
                "mend what is named; until then these names are refused, and all others work");
    }

    private DoctorFinding Report(DoctorProbe probe)
    {
        DoctorFinding finding = Look(probe);
        console.WriteLine($"{finding.State.ToString().ToLowerInvariant(),-4}  {probe.Name}: {finding.Found}");
        if (finding.Advice is not null)
        {
            console.WriteLine($"      -> {finding.Advice}");
        }

        return finding;
    }

    private static DoctorFinding Look(DoctorProbe probe)
    {
        try
        {
            return probe.Check();
        }
        catch (InvalidInputException e)
        {
            return new DoctorFinding(DoctorState.Fail, string.Join(Environment.NewLine + "      ", e.Faults), "mend what is named");
        }
        catch (DllNotFoundException e)
        {
            return new DoctorFinding(DoctorState.Fail, e.Message.Split('\n')[0], "restore and build again; the README says which systems are supported");
        }
        catch (Exception e)
        {
            return new DoctorFinding(DoctorState.Fail, $"{e.GetType().Name}: {e.Message}", "this is not expected; report it with the line above");
        }
    }
}
