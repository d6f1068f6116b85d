using MerExperiments.Media.Preparation;
using MerExperiments.Runs;

namespace MerExperiments.Pipeline.Stages;

/// <summary>The features of every version of a corpus that a run's conditions need: one version per treatment of the sound.</summary>
public sealed class FeatureVersions
{
    private readonly Dictionary<SoundTreatment, FeatureVersion> _versions = [];
    private readonly List<string> _folders = [];
    private readonly List<string> _prepared = [];
    private readonly List<QuarantinedFile> _quarantined = [];

    private FeatureVersions()
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
    public static FeatureVersions Create(FeatureRequest request, PreparationStage preparation, EncodingStage encoding, CancellationToken cancellation)
    {
        var versions = new FeatureVersions();
        foreach (SoundTreatment treatment in request.Treatments)
        {
            PreparedCorpus prepared = preparation.Prepare(request.Corpus, treatment, request.Workers, request.Progress, cancellation);
            EncodedCorpus encoded = encoding.Encode(prepared.Corpus, request.Workers, request.Progress, cancellation);
            HeardFrames? heard = encoding.Hear(prepared.Corpus, request.Workers, request.Progress, cancellation);
            versions._prepared.AddRange(prepared.Folders.Select(folder => Path.GetFileName(folder)));
            versions.Add(treatment, new FeatureVersion(prepared.Corpus, encoded.Tables, heard), encoded);
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
