using System.CommandLine;
using MerExperiments.Storage;
using Spectre.Console;

namespace MerExperiments.Cli.Commands;

/// <summary><c>mer schema</c>.</summary>
internal sealed class SchemaCommand(Services services, IAnsiConsole console)
{
    private readonly Option<string?> _output = new("--output") { Description = "Where it is written [default: the standard output]", HelpName = "FILE" };

    public Command Create()
    {
        var command = new Command("schema", "Write the JSON schema of experiments.json, by which an editor completes keys and names") { _output };
        command.SetAction(Execute);
        return command;
    }

    private int Execute(ParseResult result)
    {
        services.Toolkit.Check();
        string schema = services.Toolkit.Schema();
        if (result.GetValue(_output) is not { } output)
        {
            console.Profile.Out.Writer.Write(schema);
            return ExitCode.Done;
        }

        string file = Path.GetFullPath(output, services.CurrentFolder);
        AtomicFile.WriteText(file, schema);
        console.WriteLine($"schema: {file}");
        return ExitCode.Done;
    }
}
