namespace MerExperiments.Media.Generated;

/// <summary>What <c>corpus.json</c> says of a generated corpus; a folder that has it is whole.</summary>
/// <param name="Kind">Always <c>generated</c>.</param>
/// <param name="GeneratorVersion">The version of the generator that wrote it.</param>
/// <param name="Options">The options it was written with.</param>
internal sealed record CorpusStamp(string Kind, int GeneratorVersion, GeneratedCorpusOptions Options)
{
    /// <summary>The name of the stamp file.</summary>
    public const string FileName = "corpus.json";

    /// <summary>The stamp of a corpus written now with these options.</summary>
    public static CorpusStamp Of(GeneratedCorpusOptions options) => new("generated", VersionOf(options.Task), options);

    /// <summary>The version of the generator of a task.</summary>
    public static int VersionOf(GeneratedTask task) =>
        task == GeneratedTask.Emotion ? EvidenceStrengths.GeneratorVersion : SarcasmStrengths.GeneratorVersion;
}
