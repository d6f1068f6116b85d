using System.Reflection;
using System.Xml.Linq;

namespace MerExperiments.EndToEnd.Structure;

public sealed class DocumentationTests
{
    public static TheoryData<string> Assemblies =>
    [
        .. Directory.EnumerateFiles(AppContext.BaseDirectory, "MerExperiments*.dll")
            .Select(file => Path.GetFileNameWithoutExtension(file))
            .Where(name => !name.EndsWith(".EndToEnd", StringComparison.Ordinal))
            .Order(),
    ];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void PublicTypes_OfARoom_AllHaveTheirSentence(string assembly)
    {
        HashSet<string> documented =
        [
            .. XDocument.Load(Path.Combine(AppContext.BaseDirectory, $"{assembly}.xml")).Descendants("member")
                .Where(member => member.Element("summary")?.Value.Trim().Length > 0)
                .Select(member => member.Attribute("name")!.Value),
        ];
        string[] bare =
        [
            .. Assembly.Load(assembly).GetExportedTypes()
                .Where(type => !type.FullName!.Contains(".Format.", StringComparison.Ordinal))
                .Select(type => $"T:{type.FullName!.Replace('+', '.')}")
                .Where(name => !documented.Contains(name)),
        ];

        Assert.Empty(bare);
    }
}
