using System.Text.Json;
using MerExperiments.Settings;

namespace MerExperiments.Configuration.Tests;

/// <summary>Loads catalogues of <see cref="Sample"/> from texts.</summary>
internal static class Samples
{
    public static KnownNames Known { get; } = KnownNames.Empty
        .With(NameKind.Head, ["tree", "net"])
        .WithOne(NameKind.Noise, "none", null)
        .WithOne(NameKind.Noise, "babble", typeof(SampleReach))
        .WithOne(NameKind.Corpus, "folder", typeof(FolderOptions))
        .WithOne(NameKind.Corpus, "drawn", typeof(DrawnOptions));

    public static string Root { get; } = Path.GetFullPath(Path.Combine(Path.GetTempPath(), "samples"));

    /// <summary>The experiment <c>a</c> with a drawn corpus and the given further keys.</summary>
    public static Sample One(string keys = "", params string[] overrides) => Of($$"""{"title": "t", "corpus": {"kind": "drawn"}{{(keys.Length > 0 ? ", " + keys : "")}}}""", overrides);

    public static Sample Of(string experiment, params string[] overrides) => Load($$"""{"experiments": {"a": {{experiment}} } }""").Resolve("a", overrides);

    public static ExperimentCatalogue<Sample> Load(string text)
    {
        string folder = Directory.CreateTempSubdirectory("mer-settings-").FullName, path = Path.Combine(folder, "e.json");
        try
        {
            File.WriteAllText(path, text);
            return ExperimentCatalogue<Sample>.Load(path, Known);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public static Sample Restored(JsonElement frozen) => ExperimentCatalogue<Sample>.Restore("a", frozen, Root, Known);

    public static string[] Refused(Action act) => [.. Assert.Throws<InvalidInputException>(act).Faults.Select(fault => fault.Problem)];
}
