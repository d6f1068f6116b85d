using MerExperiments.Corpora;
using MerExperiments.Features;
using MerExperiments.Media.Preparation;
using MerExperiments.Pipeline.Splits;
using MerExperiments.Runs;

namespace MerExperiments.Pipeline.Inputs;

/// <summary>The features of every version of a corpus that a run's conditions need: one version per treatment of the sound.</summary>
internal sealed class CorpusFeatures
{
    private readonly Dictionary<SoundTreatment, FeatureVersion> _versions = [];
    private readonly List<string> _folders = [];
    private readonly List<string> _prepared = [];
    private readonly List<QuarantinedFile> _quarantined = [];

    private CorpusFeatures()
    {
    }

    /// <summary>The name of each table's folder in the feature store, each once.</summary>
    public IReadOnlyList<string> Folders => [.. _folders.Distinct()];

    /// <summary>The name of each folder of prepared clips, each once.</summary>
    public IReadOnlyList<string> Prepared => [.. _prepared.Distinct()];

    /// <summary>The media that could not be read, each once.</summary>
    public IReadOnlyList<QuarantinedFile> Quarantined => [.. _quarantined.Distinct()];

    /// <summary>One version.</summary>
    public FeatureVersion this[SoundTreatment treatment] => _versions[treatment];

    /// <summary>Prepares and encodes all versions, and tells of what could not be read.</summary>
    /// <exception cref="OperationCanceledException">It was stopped; what is finished is kept.</exception>
    public static CorpusFeatures Create(FeatureRequest request, PreparationStage preparation, EncodingStage encoding, CancellationToken cancellation)
    {
        var versions = new CorpusFeatures();
        foreach (SoundTreatment treatment in request.Treatments)
        {
            PreparedCorpus prepared = preparation.Prepare(request.Corpus, treatment, request.Workers, request.Progress, cancellation);
            EncodedCorpus encoded = encoding.Encode(prepared.Corpus, request.Workers, request.Progress, cancellation);
            AudioFrames? heard = encoding.Hear(prepared.Corpus, request.Workers, request.Progress, cancellation);
            versions._prepared.AddRange(prepared.Folders.Select(folder => Path.GetFileName(folder)));
            versions.Add(treatment, new FeatureVersion(prepared.Corpus, encoded.Tables, heard) { Scales = encoded.Scales }, encoded);
        }

        versions.Tell(request.Progress);
        return versions;
    }

    private void Add(SoundTreatment treatment, FeatureVersion version, EncodedCorpus encoded)
    {
        _versions[treatment] = version;
        _folders.AddRange(encoded.Folders.Select(folder => Path.GetFileName(folder)));
        _quarantined.AddRange(encoded.Quarantined);
        if (version.Heard is { } heard)
        {
            _folders.Add(heard.Key);
            _quarantined.AddRange(heard.Quarantined);
        }
    }

    private void Tell(IRunProgress progress)
    {
        if (Quarantined is [var first, ..])
        {
            progress.Say($"{Quarantined.Count} media files could not be read, the first is {first.Path}: {first.Reason}; the report lists all");
        }
    }
}

/// <summary>One version of a corpus, by what was done to its sound: what late fusion reads, and what the joint model reads.</summary>
/// <param name="Corpus">The prepared corpus; its transcripts are those that the joint model reads.</param>
/// <param name="Tables">The features, one table per encoder.</param>
/// <param name="Heard">What the joint model hears; null where there is no joint model.</param>
internal sealed record FeatureVersion(Corpus Corpus, IReadOnlyList<FeatureTable> Tables, AudioFrames? Heard)
{
    /// <summary>The scale of all rows by which each table was normalised, by encoder; empty where none was.</summary>
    public IReadOnlyDictionary<string, FeatureScale> Scales { get; init; } = new Dictionary<string, FeatureScale>();

    /// <summary>A split's utterances as this version has them: transcripts as prepared; labels as the split has them, so that a hidden one stays hidden.</summary>
    public IReadOnlyList<Utterance> Read(IReadOnlyList<Utterance> utterances)
    {
        var textOf = Corpus.Utterances.ToDictionary(u => u.Name, u => u.Text, StringComparer.Ordinal);
        return [.. utterances.Select(u => u with { Text = textOf[u.Name] })];
    }
}

/// <summary>Of which corpus, for which conditions, and how, features are wanted.</summary>
/// <param name="Corpus">The corpus as it was read.</param>
/// <param name="Conditions">The conditions; their sound says which versions are needed.</param>
/// <param name="Workers">Clips worked on side by side; it changes no result.</param>
/// <param name="Progress">Receives progress and notices.</param>
internal sealed record FeatureRequest(Corpus Corpus, IReadOnlyList<Condition> Conditions, int Workers, IRunProgress Progress)
{
    /// <summary>The versions of the sound, each once.</summary>
    public IEnumerable<SoundTreatment> Treatments => SoundCondition.TreatmentsOf(Conditions.Select(condition => condition.Sound));
}

/// <summary>The features of a whole corpus.</summary>
/// <param name="Tables">One table per encoder, in the order of the configuration, normalised where that is set.</param>
/// <param name="Folders">The absolute path of each table's folder in the feature store.</param>
/// <param name="Quarantined">The media that could not be read.</param>
internal sealed record EncodedCorpus(IReadOnlyList<FeatureTable> Tables, IReadOnlyList<string> Folders, IReadOnlyList<QuarantinedFile> Quarantined)
{
    /// <summary>The scale of all rows by which each table was normalised, by encoder; empty where none was.</summary>
    public IReadOnlyDictionary<string, FeatureScale> Scales { get; init; } = new Dictionary<string, FeatureScale>();
}

/// <summary>The audio frames that a joint model hears.</summary>
/// <param name="Frames">The frames of all utterances of a corpus.</param>
/// <param name="Key">A name of their content; frames of equal keys are equal.</param>
/// <param name="Quarantined">The media that could not be read.</param>
internal sealed record AudioFrames(FrameTable Frames, string Key, IReadOnlyList<QuarantinedFile> Quarantined)
{
    private const string NoKey = "none";

    /// <summary>Whether the joint model hears anything of any clip.</summary>
    public bool IsHeard => Key != NoKey;

    /// <summary>No sound at all: for a model that reads transcripts alone.</summary>
    public static AudioFrames None(Corpus corpus)
    {
        string[] names = [.. corpus.Utterances.Select(u => u.Name)];
        var rows = new TableRows("none", Modality.Audio, names, [.. names.Select(_ => FeatureState.Missing)]);
        return new AudioFrames(new FrameTable(rows, 1, ReadOnlyMemory<float>.Empty, new long[names.Length + 1]), NoKey, []);
    }
}
