using System.CommandLine;
using System.Text;
using MerExperiments.Storage;
using Spectre.Console;

namespace MerExperiments.Cli.Commands;

/// <summary><c>mer init DIR</c>: a workspace to start from. The files lie as they are written in the folder NewWorkspace; the schema is that of the toolkit.</summary>
internal sealed class InitCommand(Services services, IAnsiConsole console)
{
    private const string Catalogue = "experiments.json";

    private readonly Argument<string> _folder = new("DIR") { Description = "The folder, which is made where it is absent; files that are there stay as they are" };

    public Command Create()
    {
        var command = new Command("init", "Make a workspace: experiments.json, its schema, and a list for your own clips") { _folder };
        command.SetAction(Execute);
        return command;
    }

    private int Execute(ParseResult result)
    {
        string folder = Path.GetFullPath(result.GetRequiredValue(_folder), services.CurrentFolder);
        Refuse(folder);
        // The catalogue comes last: a folder without it is no workspace yet, so that what was stopped half-way can be begun again.
        foreach ((string name, string text) in Files().Append((Catalogue, Template(Catalogue))))
        {
            bool isNew = AtomicFile.WriteOnce(Path.Combine(folder, name), stream => stream.Write(Encoding.UTF8.GetBytes(text)));
            console.WriteLine($"{(isNew ? "made" : "kept")}: {Path.Combine(folder, name)}");
        }

        console.WriteLine(
            $"""

            next, in {folder}:
              mer run quickstart    a first run on generated clips, within a minute or two
              mer run own-data      your own clips, once datasets/manifests/own.csv lists them (README.md says how)
            """);
        return ExitCode.Done;
    }

    private static void Refuse(string folder)
    {
        if (File.Exists(folder))
        {
            throw new InvalidInputException(folder, "is a file; name a folder that is new or empty");
        }

        if (Path.Exists(Path.Combine(folder, Catalogue)))
        {
            throw new InvalidInputException(Path.Combine(folder, Catalogue), "is there already, so this folder is a workspace; name another one, or go there and run mer");
        }
    }

    private IEnumerable<(string Name, string Text)> Files() =>
    [
        (".gitignore", Template("gitignore")),
        ("README.md", Template("README.md")),
        (Path.Combine("datasets", "manifests", "own.csv"), Template("own.csv")),
        (Path.Combine("experiments", "experiments.schema.json"), services.Toolkit.Schema()),
    ];

    private static string Template(string name)
    {
        using Stream stream = typeof(InitCommand).Assembly.GetManifestResourceStream($"NewWorkspace/{name}")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
