using System.Collections.Concurrent;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace MerExperiments.Configuration;

/// <summary>The documentation summaries of properties, as the compiler wrote them beside each assembly: what a key means is said once, where it is declared.</summary>
internal static partial class XmlSummaries
{
    private static readonly ConcurrentDictionary<Assembly, IReadOnlyDictionary<string, string>> Read = new();

    /// <summary>A property's summary as plain text; null where the assembly has no documentation file, or it says nothing of the property.</summary>
    public static string? Of(PropertyInfo property) =>
        Read.GetOrAdd(property.DeclaringType!.Assembly, ReadFile).GetValueOrDefault($"P:{property.DeclaringType.FullName!.Replace('+', '.')}.{property.Name}");

    private static IReadOnlyDictionary<string, string> ReadFile(Assembly assembly)
    {
        string path = Path.ChangeExtension(assembly.Location, ".xml");
        return path.Length == 0 || !File.Exists(path)
            ? new Dictionary<string, string>()
            : XDocument.Load(path).Descendants("member").Where(member => member.Element("summary") is not null)
                .ToDictionary(member => member.Attribute("name")!.Value, member => TextOf(member.Element("summary")!), StringComparer.Ordinal);
    }

    /// <summary>The text without tags: of a reference the last part of what it names, in camelCase as a key is written.</summary>
    private static string TextOf(XElement element)
    {
        IEnumerable<string> parts = element.Nodes().Select(node => node switch
        {
            XText text => text.Value,
            XElement { Name.LocalName: "see" } see when see.Attribute("cref") is { } reference => Camel(reference.Value.Split('.', '{', '(')[^1]),
            XElement inner => TextOf(inner),
            _ => "",
        });
        return Blanks().Replace(string.Concat(parts), " ").Trim();
    }

    private static string Camel(string name) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(name);

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
