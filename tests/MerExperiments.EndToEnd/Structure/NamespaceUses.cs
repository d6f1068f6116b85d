using System.Text.RegularExpressions;

namespace MerExperiments.EndToEnd.Structure;

/// <summary>Which namespaces of a room name types of which others, as its source files say.</summary>
/// <remarks>A using line is an arrow; so is the name of a type that the file sees without one, because it stands in an enclosing namespace.</remarks>
internal sealed partial class NamespaceUses
{
    private readonly SourceFile[] _files;
    private readonly ILookup<string, string> _homes;
    private readonly Dictionary<string, SortedDictionary<string, string>> _arrows = [];

    /// <summary>Reads the sources of one room: names and texts of its files.</summary>
    public NamespaceUses(IEnumerable<(string Name, string Text)> sources)
    {
        _files = [.. sources.Select(source => SourceFile.Of(source.Name, source.Text)).Where(file => file.Namespace.Length > 0)];
        _homes = _files.SelectMany(file => Declared().Matches(file.Code).Select(match => (Type: match.Groups[1].Value, file.Namespace)))
            .Distinct().ToLookup(type => type.Type, type => type.Namespace);
        foreach (SourceFile file in _files)
        {
            Follow(file);
        }
    }

    /// <summary>Leaves an arrow out.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Forgive(string from, string to) => _arrows.TryGetValue(from, out SortedDictionary<string, string>? arrows) && arrows.Remove(to);

    /// <summary>A shortest circle of arrows with an example of each, or null where there is none.</summary>
    public string? Circle() => _arrows.Keys.Order(StringComparer.Ordinal).Select(Back).Where(way => way is not null).MinBy(way => way!.Count) is { } circle
        ? string.Join(Environment.NewLine, circle.Zip(circle.Skip(1), (from, to) => $"{from} -> {to} ({_arrows[from][to]})"))
        : null;

    private List<string>? Back(string start)
    {
        var ways = new Queue<List<string>>([[start]]);
        HashSet<string> seen = [];
        while (ways.TryDequeue(out List<string>? way))
        {
            foreach (string next in _arrows.GetValueOrDefault(way[^1])?.Keys.Where(seen.Add) ?? [])
            {
                if (next == start)
                {
                    return [.. way, next];
                }

                ways.Enqueue([.. way, next]);
            }
        }

        return null;
    }

    private void Follow(SourceFile file)
    {
        HashSet<string> own = [.. _files.Select(other => other.Namespace)];
        foreach (string named in file.Usings.Where(own.Contains))
        {
            Draw(file, named, "a using");
        }

        foreach (Match match in Words().Matches(file.Code))
        {
            string qualifier = match.Groups[1].Value.TrimEnd('.'), word = match.Groups[2].Value;
            foreach (string home in _homes[word].Concat(_homes[word + "Attribute"]).Where(home => Sees(file, home, qualifier)))
            {
                Draw(file, home, word);
            }
        }
    }

    private static bool Sees(SourceFile file, string home, string qualifier) => qualifier.Length == 0
        ? file.Usings.Contains(home) || file.Namespace.StartsWith(home + ".", StringComparison.Ordinal)
        : home == qualifier || home.EndsWith("." + qualifier, StringComparison.Ordinal);

    private void Draw(SourceFile file, string to, string why)
    {
        if (file.Namespace != to)
        {
            _arrows.TryAdd(file.Namespace, new SortedDictionary<string, string>(StringComparer.Ordinal));
            _arrows[file.Namespace].TryAdd(to, $"{file.Name}: {why}");
        }
    }

    [GeneratedRegex(@"^(?:public|internal) (?:[\w ]+ )?(?:class|struct|record|interface|enum|delegate [\w<>?]+) (\w+)", RegexOptions.Multiline)]
    private static partial Regex Declared();

    [GeneratedRegex(@"(?<![\w.])((?:\w+\.)*)([A-Z]\w*)")]
    private static partial Regex Words();

    private sealed partial record SourceFile(string Name, string Namespace, HashSet<string> Usings, string Code)
    {
        public static SourceFile Of(string name, string text)
        {
            string code = Comments().Replace(Strings().Replace(text, "\"\""), "");
            HashSet<string> usings = [.. UsingLines().Matches(code).Select(match => match.Groups[1].Value)];
            return new SourceFile(name, NamespaceLine().Match(code).Groups[1].Value, usings, NamespaceLine().Replace(UsingLines().Replace(code, ""), ""));
        }

        [GeneratedRegex("\"(?:\\\\.|[^\"\\\\\\n])*\"")]
        private static partial Regex Strings();

        [GeneratedRegex("//.*")]
        private static partial Regex Comments();

        [GeneratedRegex(@"^using (?:static )?([\w.]+);", RegexOptions.Multiline)]
        private static partial Regex UsingLines();

        [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
        private static partial Regex NamespaceLine();
    }
}
