using System.CommandLine;
using MerExperiments.Pipeline;
using MerExperiments.Storage;

namespace MerExperiments.Cli.Commands;

/// <summary>What every command takes that works on one experiment: its name, settings in front of the file's, workers.</summary>
internal sealed class ExperimentOptions(Services services, SharedOptions shared, string workers)
{
    public Argument<string> Name { get; } = new("NAME")
    {
        Description = "The experiment, a name in experiments.json",
        HelpName = "NAME",
        CompletionSources = { new Completion(services, shared).Experiments },
    };

    public Option<string[]> Set { get; } = new("--set")
    {
        Description = "A setting in front of the file's, e.g. sweep.trials=100; lists with commas or as JSON. Repeat it for more",
        HelpName = "KEY=VALUE",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
        CompletionSources = { new Completion(services, shared).Settings },
    };

    public Option<int?> Workers { get; } = WholeNumberOption.Create("--workers", 1, workers);

    /// <summary>The workspace the command works in.</summary>
    public Workspace WorkspaceOf(ParseResult result) => Workspace.Find(result.GetValue(shared.Workspace) ?? services.CurrentFolder);

    /// <summary>The experiment's settings with those of the command line.</summary>
    public ExperimentConfiguration Resolve(ParseResult result, params IEnumerable<string> more)
    {
        Workspace workspace = WorkspaceOf(result);
        string name = result.GetRequiredValue(Name);
        return services.Toolkit.Catalogue(workspace, only: name).Resolve(name, [.. result.GetValue(Set) ?? [], .. more]);
    }

    /// <summary>How many clips or trials are worked on side by side.</summary>
    public int WorkersOf(ParseResult result) => result.GetValue(Workers) ?? Environment.ProcessorCount;

    /// <summary>The command line, as it was given.</summary>
    public static string CommandOf(ParseResult result) => "mer " + string.Join(' ', result.Tokens.Select(token => Quoted(token.Value)));

    /// <summary>A word as a shell takes it: in quotes where it holds a space or what a shell reads as more than a letter.</summary>
    private static string Quoted(string word) =>
        word.Length > 0 && word.All(letter => char.IsLetterOrDigit(letter) || "_@%+=:,./\\-".Contains(letter, StringComparison.Ordinal)) ? word : $"\"{word.Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
