using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using MerExperiments.Pipeline;

namespace MerExperiments.Cli.Commands;

/// <summary>The help, with what is registered below that of <c>mer run</c>, so that a user's own parts are seen among the built-in ones.</summary>
internal sealed class HelpWithParts(HelpAction help, Toolkit toolkit) : SynchronousCommandLineAction
{
    /// <summary>Puts it in the place of a root command's help.</summary>
    public static void AddTo(RootCommand root, Toolkit toolkit)
    {
        HelpOption option = root.Options.OfType<HelpOption>().Single();
        option.Action = new HelpWithParts((HelpAction)option.Action!, toolkit);
    }

    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        int exitCode = help.Invoke(parseResult);
        if (parseResult.CommandResult.Command.Name == RunCommand.Name)
        {
            TextWriter output = parseResult.InvocationConfiguration.Output;
            int width = toolkit.Parts.Max(part => part.Kind.Length);
            output.WriteLine("Names (for sweep.heads, sweep.tuner, ensemble.method, corpus.kind and encoders):");
            foreach ((string kind, IReadOnlyList<string> names) in toolkit.Parts)
            {
                output.WriteLine($"  {kind.PadRight(width)}  {string.Join(", ", names)}");
            }
        }

        return exitCode;
    }
}
