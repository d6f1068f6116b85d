
namespace MerExperiments.Pipeline.Tests.Configuration;

/// <summary>Writes experiments.json texts to a folder of its own and loads them.</summary>
internal static class CatalogueBuilder
{
    public static KnownNames Known { get; } = new(
        ["mel-statistics", "char-ngrams", "face-texture", "speech-embedding"],
        ["attention", "concat-mlp", "lightgbm", "maximum-entropy"],
        ["random", "tpe"],
        ["greedy", "weights", "mean"])
    {
        Denoisers = ["dtln", "gtcrn"],
        FaceDetectors = ["ultraface", "yunet"],
        Transcribers = ["ctc"],
        FrameEncoders = ["mel-frames"],
    };

    /// <summary>A catalogue whose one experiment, <c>a</c>, is a generated corpus with the given further keys.</summary>
    public static ExperimentCatalogue One(string keys = "", string defaults = "{}") => Load(
        $$"""
        {"defaults": {{defaults}}, "experiments": {"a": {
        "question": "Why?", "corpus": {"kind": "generated"}, "encoders": ["mel-statistics"]{{(keys.Length > 0 ? ", " + keys : "")}} } } }
        """);

    public static ExperimentCatalogue Load(string text, KnownNames? known = null, string? only = null)
    {
        string folder = Directory.CreateTempSubdirectory("mer-configuration-").FullName;
        try
        {
            string path = Path.Combine(folder, "experiments.json");
            File.WriteAllText(path, text);
            return ExperimentCatalogue.Load(path, known ?? Known, only);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public static string[] FaultsOf(Action act) =>
        [.. Assert.Throws<InvalidInputException>(act).Faults.Select(fault => fault.ToString())];
}
