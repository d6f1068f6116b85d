using System.Text.RegularExpressions;
using MerExperiments.Pipeline;
using MerExperiments.Storage;

namespace MerExperiments.EndToEnd.Structure;

/// <summary>The README and the pages of docs say what the code does: commands parse, experiments exist, links lead somewhere, the C# is that of a program which another test runs.</summary>
public sealed partial class ReadmeTests
{
    private const string Readme = "README.md";
    private static readonly string NewWorkspace = Path.Combine("src", "MerExperiments.Cli", "NewWorkspace");

    /// <summary>The commands that take the name of an experiment.</summary>
    private static readonly string[] OfAnExperiment = ["run", "prepare", "encode", "finetune", "runs"];

    public static TheoryData<string> Documents =>
    [
        Readme, Path.Combine("notebooks", Readme), Path.Combine("datasets", Readme), Path.Combine("experiments", Readme),
        .. Directory.EnumerateFiles(Path.Combine(Checkout.Root, "docs"), "*.md").Order(StringComparer.Ordinal).Select(file => Path.GetRelativePath(Checkout.Root, file)),
    ];

    [Fact]
    public void Readme_IsReadInAMinute() => Assert.InRange(new MarkdownFile(Readme).Lines.Count, 30, 100);

    [Theory]
    [InlineData("    dotnet run -c Release --project src/MerExperiments.Cli -- run quickstart")]
    [InlineData("    dotnet test -c Release")]
    public void Readme_HoldsTheCommandsThatSetUpAndTest(string command) => Assert.Single(new MarkdownFile(Readme).Lines, command);

    [Theory]
    [MemberData(nameof(Documents))]
    public void Commands_OfADocument_AreUnderstood(string document)
    {
        var file = new MarkdownFile(document);

        Assert.All(file.Commands, command => Assert.Empty(FaultsOf(command)));
        Assert.DoesNotContain(file.Remarks, remark => SecondCommand().IsMatch(remark));
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Experiments_OfADocument_AreThereWithTheirSettings(string document)
    {
        string[][] lines = [.. new MarkdownFile(document).Commands.Select(command => command.Arguments).Where(NamesAnExperiment)];

        Assert.All(lines, words => Assert.NotNull(Resolved(words[1], [.. words.Zip(words.Skip(1)).Where(pair => pair.First == "--set").Select(pair => pair.Second)])));
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Links_OfADocument_LeadToFiles(string document)
    {
        var file = new MarkdownFile(document);

        Assert.DoesNotContain(file.Links, link => !Path.Exists(Path.Combine(Path.GetDirectoryName(file.Path)!, link)));
    }

    [Fact]
    public void Places_OfTheReadme_AreThere()
    {
        string text = string.Join('\n', new MarkdownFile(Readme).Lines);

        Assert.DoesNotContain(Place().Matches(text).Select(place => place.Value.TrimEnd('.')), place => !Path.Exists(Path.Combine(Checkout.Root, place)));
        Assert.DoesNotContain(Registration().Matches(text).Select(call => call.Groups["method"].Value), method => typeof(Toolkit).GetMethod(method) is null);
    }

    [Fact]
    public void Snippet_OfTheReadme_IsThatOfTheProgram()
    {
        string[] program = File.ReadAllLines(Path.Combine(Checkout.Root, "notebooks", "cross-validate.cs"));

        Assert.Equal(program.SkipWhile(line => line != "#region README").Skip(1).TakeWhile(line => line != "#endregion"), Assert.Single(new MarkdownFile(Readme).Blocks("csharp")));
    }

    [Fact]
    public void Clips_OfTheReadme_AreTheSampleOfANewWorkspace() =>
        Assert.Equal(File.ReadAllLines(Path.Combine(Checkout.Root, NewWorkspace, "own.csv")), Assert.Single(new MarkdownFile(Readme).Blocks("csv")));

    [Theory]
    [InlineData("mer rnu quickstart", "\"rnu\" is no command")]
    [InlineData("mer run quickstart --wrokers 2", "\"--wrokers\" is no option")]
    public void Commands_Misspelt_AreFaults(string command, string fault) =>
        Assert.Contains(fault, Assert.Single(FaultsOf(new ShownCommand(command, IsInline: true))).ToString(), StringComparison.Ordinal);

    /// <remarks>In a sentence a command may be named without what it takes.</remarks>
    private static IEnumerable<Fault> FaultsOf(ShownCommand command) =>
        Mer.Faults(new Toolkit(), command.Arguments).Where(fault => !command.IsInline || !fault.ToString().Contains(" is missing", StringComparison.Ordinal));

    private static bool NamesAnExperiment(string[] words) => words is [var command, [not '-', ..] name, ..] && OfAnExperiment.Contains(command) && name != "NAME";

    private static ExperimentConfiguration Resolved(string name, string[] settings)
    {
        var toolkit = new Toolkit();
        Workspace[] workspaces = [new(Checkout.Root), new(Path.Combine(Checkout.Root, NewWorkspace))];
        Workspace holder = workspaces.FirstOrDefault(workspace => toolkit.Catalogue(workspace).Names.Contains(name)) ?? workspaces[0];
        return toolkit.Catalogue(holder, only: name).Resolve(name, settings);
    }

    [GeneratedRegex(@"(?<!`)\bmer [a-z]{2,}")]
    private static partial Regex SecondCommand();

    [GeneratedRegex(@"\b(src|tests|notebooks|docs)/[\w./-]*\w")]
    private static partial Regex Place();

    [GeneratedRegex(@"`(?<method>Add[A-Z]\w+)[`(<]")]
    private static partial Regex Registration();
}
