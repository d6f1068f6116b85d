using System.CommandLine.Completions;
using MerExperiments.Configuration;
using MerExperiments.Pipeline;
using MerExperiments.Storage;

namespace MerExperiments.Cli.Commands;

/// <summary>What a shell completes: the workspace's experiments, and keys and values of their settings. Where there is no workspace it completes nothing.</summary>
internal sealed class Completion(Services services, SharedOptions shared)
{
    /// <summary>The experiments' names, faulty ones too.</summary>
    public IEnumerable<CompletionItem> Experiments(CompletionContext context) =>
        Items(context, workspace => services.Toolkit.Catalogue(workspace, only: "").Names);

    /// <summary>Keys as <c>sweep.trials=</c>; behind the equals sign the values that can be listed, of a list each after the last comma.</summary>
    public IEnumerable<CompletionItem> Settings(CompletionContext context) => Items(context, workspace =>
    {
        SettingPath[] paths = [.. SettingPath.Of(typeof(ExperimentConfiguration), services.Toolkit.NamesIn(workspace))];
        string[] word = context.WordToComplete.Split('=', 2);
        if (word.Length == 1 || paths.FirstOrDefault(path => path.Path == word[0]) is not { } found)
        {
            return paths.Select(path => $"{path.Path}=");
        }

        string before = found.Key is { IsList: true } ? word[1][..(word[1].LastIndexOf(',') + 1)] : "";
        return found.Choices.Except(before.Split(',')).Select(choice => $"{found.Path}={before}{choice}");
    });

    private IEnumerable<CompletionItem> Items(CompletionContext context, Func<Workspace, IEnumerable<string>> texts)
    {
        try
        {
            return [.. texts(shared.WorkspaceOf(context.ParseResult, services)).Select(text => new CompletionItem(text))];
        }
        catch (InvalidInputException)
        {
            return [];
        }
    }
}
