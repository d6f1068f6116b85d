using System.Text.RegularExpressions;

namespace MerExperiments.EndToEnd.Structure;

/// <summary>A command line of <c>mer</c> as a document shows it.</summary>
/// <param name="Text">Its words, <c>mer</c> first.</param>
/// <param name="IsInline">Whether it stands in a sentence, where its arguments may be left out.</param>
internal sealed record ShownCommand(string Text, bool IsInline)
{
    /// <summary>The words after <c>mer</c>, a number in the place of a placeholder of one letter, such as K.</summary>
    public string[] Arguments => [.. Text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(word => word is [>= 'A' and <= 'Z'] ? "1" : word)];
}

/// <summary>A Markdown file of the checkout, as far as it is held in step with the code.</summary>
internal sealed partial class MarkdownFile
{
    private readonly string[] _lines;
    private readonly bool[] _isCode;

    /// <param name="name">Its path below the checkout's root.</param>
    public MarkdownFile(string name)
    {
        Path = System.IO.Path.Combine(Checkout.Root, name);
        _lines = File.ReadAllLines(Path);
        _isCode = new bool[_lines.Length];
        bool isFenced = false;
        foreach ((int i, string line) in _lines.Index())
        {
            isFenced ^= IsFence(line);
            _isCode[i] = !IsFence(line) && (isFenced || line.StartsWith("    ", StringComparison.Ordinal));
        }
    }

    public string Path { get; }

    public IReadOnlyList<string> Lines => _lines;

    /// <summary>What it shows of the command line: in blocks of code, and in sentences.</summary>
    public IEnumerable<ShownCommand> Commands => CodeLines.SelectMany(InCode).Concat(Prose.SelectMany(InSentence));

    /// <summary>The remarks beside commands: two spaces set them apart.</summary>
    public IEnumerable<string> Remarks => CodeLines.SelectMany(line => Gap().Split(line.Trim(), 2).Skip(1));

    /// <summary>The files and folders that it points to, without those of the web.</summary>
    public IEnumerable<string> Links => Prose.SelectMany(line => Link().Matches(line)).Select(link => link.Groups["to"].Value).Where(to => to.Length > 0 && !to.Contains("://", StringComparison.Ordinal));

    /// <summary>The fenced blocks of a language.</summary>
    public IEnumerable<string[]> Blocks(string language) => _lines.Index().Where(line => line.Item == $"```{language}")
        .Select(start => _lines.Skip(start.Index + 1).TakeWhile(line => !IsFence(line)).ToArray());

    private IEnumerable<string> CodeLines => _lines.Where((_, i) => _isCode[i]);

    private IEnumerable<string> Prose => _lines.Where((line, i) => !_isCode[i] && !IsFence(line));

    private static IEnumerable<ShownCommand> InCode(string line) => Gap().Split(line.Trim(), 2)[0].Split(" && ")
        .Select(part => part.IndexOf(" -- ", StringComparison.Ordinal) is >= 0 and var end && part.StartsWith("dotnet run", StringComparison.Ordinal) ? $"mer{part[(end + 3)..]}" : part)
        .Where(part => part.StartsWith("mer ", StringComparison.Ordinal)).Select(part => new ShownCommand(part, IsInline: false));

    private static IEnumerable<ShownCommand> InSentence(string line) => Code().Matches(line).Select(code => code.Groups["code"].Value)
        .Where(code => code.StartsWith("mer ", StringComparison.Ordinal)).Select(code => new ShownCommand(code, IsInline: true));

    private static bool IsFence(string line) => line.StartsWith("```", StringComparison.Ordinal);

    [GeneratedRegex(@"\s{2,}")]
    private static partial Regex Gap();

    [GeneratedRegex("`(?<code>[^`]+)`")]
    private static partial Regex Code();

    [GeneratedRegex(@"\]\((?<to>[^)#\s]*)[^)]*\)|src=""(?<to>[^""]+)""")]
    private static partial Regex Link();
}
