using System.CommandLine;
using System.CommandLine.Parsing;

namespace MerExperiments.Cli;

/// <summary>What is wrong with a command line, each with the nearest valid choice.</summary>
internal static class ParseFaults
{
    /// <remarks>Of unknown words only the options are named where there are any: what follows them is their value, most likely.</remarks>
    public static IReadOnlyList<Fault> Of(ParseResult result)
    {
        Command command = result.CommandResult.Command;
        string[] unmatched = [.. OptionLikeArguments(result.CommandResult).Concat(result.UnmatchedTokens)];
        string[] options = [.. unmatched.Where(token => token.StartsWith('-'))];
        string[] unknown = options.Length > 0 ? options : [.. unmatched.Take(1)];
        string[] problems = unknown.Length > 0
            ? [.. unknown.Select(token => Unknown(token, command))]
            : command.Subcommands.Count > 0 ? [$"a command is missing; it must be one of: {string.Join(", ", command.Subcommands.Select(c => c.Name))}"]
            : [.. result.Errors.Select(Problem).Distinct()];
        return [.. problems.Select(problem => new Fault("command line", problem))];
    }

    private static string Problem(ParseError error) => error.SymbolResult switch
    {
        ArgumentResult { Tokens.Count: 0, Parent: OptionResult option } => Valueless(option.Option),
        OptionResult { Tokens.Count: 0 } option => Valueless(option.Option),
        ArgumentResult { Tokens.Count: 0 } argument => Missing(argument.Argument),
        CommandResult command when command.Children.OfType<ArgumentResult>().All(argument => argument.Tokens.Count == 0)
            && command.Command.Arguments.FirstOrDefault(argument => argument.Arity.MinimumNumberOfValues > 0) is { } argument => Missing(argument),
        _ => error.Message.TrimEnd('.'),
    };

    private static string Missing(Argument argument) => $"{argument.Name} is missing: {argument.Description}";

    private static string Valueless(Option option) => $"{option.Name} needs a value, {option.HelpName ?? "one word"}: {option.Description}";

    /// <summary>Misspelt options that the parser took for an argument, because they stand where one is wanted.</summary>
    private static IEnumerable<string> OptionLikeArguments(CommandResult command) => command.Children
        .OfType<ArgumentResult>()
        .SelectMany(argument => argument.Tokens)
        .Select(token => token.Value)
        .Where(token => token.StartsWith("--", StringComparison.Ordinal));

    private static string Unknown(string token, Command command)
    {
        bool isOption = token.StartsWith('-');
        string[] valid = isOption
            ? [.. Options(command).Select(option => option.Name)]
            : [.. command.Subcommands.Select(subcommand => subcommand.Name)];
        string name = NameOf(command);
        return isOption ? $"\"{token}\" is no option of {name}{NearestName.Hint(token, valid)}"
            : valid.Length > 0 ? $"\"{token}\" is no command of {name}{NearestName.Hint(token, valid)}"
            : $"\"{token}\" is one argument too many for {name}; `{name} --help` says what it takes";
    }

    /// <summary>A command as it is typed, e.g. <c>mer datasets fetch</c>.</summary>
    private static string NameOf(Command command) =>
        command is RootCommand ? "mer" : $"{NameOf(command.Parents.OfType<Command>().First())} {command.Name}";

    private static IEnumerable<Option> Options(Command command) =>
        command.Options.Concat(command.Parents.OfType<Command>().SelectMany(parent => parent.Options.Where(option => option.Recursive)));
}
