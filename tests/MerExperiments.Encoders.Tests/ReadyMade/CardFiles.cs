namespace MerExperiments.Encoders.Tests.ReadyMade;

/// <summary>The cards that lie in datasets/encoders, and the guide that tells how to export their models.</summary>
internal static class CardFiles
{
    private const string Ending = ".card.json";

    /// <summary>The folder of the cards.</summary>
    public static string Folder { get; } = Path.Combine(Root(AppContext.BaseDirectory), "datasets", "encoders");

    /// <summary>The guide's text.</summary>
    public static string Guide => File.ReadAllText(Path.Combine(Root(AppContext.BaseDirectory), "src", "MerExperiments.Encoders", "EXPORT.md"));

    /// <summary>The cards' names, ordered.</summary>
    public static IReadOnlyList<string> Names =>
        [.. Directory.GetFiles(Folder, $"*{Ending}").Select(path => Path.GetFileName(path)[..^Ending.Length]).Order(StringComparer.Ordinal)];

    /// <summary>A card, read and checked.</summary>
    public static EncoderCard Read(string name) => EncoderCard.Read(Path.Combine(Folder, name + Ending));

    private static string Root(string folder) =>
        File.Exists(Path.Combine(folder, "MerExperiments.sln")) ? folder : Root(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(folder))!);
}
