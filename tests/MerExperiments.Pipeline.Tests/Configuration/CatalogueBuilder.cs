using MerExperiments.Configuration;
using MerExperiments.Settings;
using MerExperiments.Storage;

namespace MerExperiments.Pipeline.Tests.Configuration;

/// <summary>Writes experiments.json texts to a folder of its own and loads them.</summary>
internal static class CatalogueBuilder
{
    /// <summary>What a new toolkit registers, with some names that would come from cards.</summary>
    public static KnownNames Known { get; } = new Toolkit().NamesIn(new Workspace(Path.Combine(Path.GetTempPath(), "no-such-workspace")))
        .With(NameKind.Encoder, ["mel-statistics", "char-ngrams", "face-texture", "speech-embedding", "text-tfidf"])
        .With(NameKind.Denoiser, ["dtln", "gtcrn"])
        .With(NameKind.FaceDetector, ["ultraface", "yunet"])
        .With(NameKind.Transcriber, ["ctc"])
        .With(NameKind.FrameEncoder, ["mel-frames"]);

    /// <summary>The catalogue that ships.</summary>
    public static ExperimentCatalogue<ExperimentConfiguration> Shipped => ExperimentCatalogue<ExperimentConfiguration>.Load(Repository.Catalogue, Known);

    /// <summary>A catalogue whose one experiment, <c>a</c>, is a generated corpus with the given further keys.</summary>
    public static ExperimentCatalogue<ExperimentConfiguration> One(string keys = "", string defaults = "{}") => Load(
        $$"""
        {"defaults": {{defaults}}, "experiments": {"a": {
        "question": "Why?", "corpus": {"kind": "generated"}, "encoders": ["mel-statistics"]{{(keys.Length > 0 ? ", " + keys : "")}} } } }
        """);

    public static ExperimentCatalogue<ExperimentConfiguration> Load(string text, KnownNames? known = null, string? only = null)
    {
        string folder = Directory.CreateTempSubdirectory("mer-configuration-").FullName;
        try
        {
            string path = Path.Combine(folder, "experiments.json");
            File.WriteAllText(path, text);
            return ExperimentCatalogue<ExperimentConfiguration>.Load(path, known ?? Known, only);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public static string[] FaultsOf(Action act) =>
        [.. Assert.Throws<InvalidInputException>(act).Faults.Select(fault => fault.ToString())];
}
