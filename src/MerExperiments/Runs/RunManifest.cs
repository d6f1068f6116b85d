using System.Text.Json;

namespace MerExperiments.Runs;

/// <summary>What <c>run.json</c> holds: the frozen configuration of a run, what produced it and what it could not read.</summary>
public sealed record RunManifest
{
    /// <summary>The experiment's name.</summary>
    public required string Experiment { get; init; }

    /// <summary>The run's id, unique within its experiment: UTC time and a short random part.</summary>
    public required string RunId { get; init; }

    /// <summary>How the run stands.</summary>
    public required RunState State { get; init; }

    /// <summary>Why it stopped, and how to go on; null unless stopped.</summary>
    public string? StopReason { get; init; }

    /// <summary>The experiment's configuration with all defaults and <c>--set</c> overrides applied, in the words of experiments.json.</summary>
    public required JsonElement Configuration { get; init; }

    /// <summary>SHA-256 of the corpus (see <see cref="Corpora.Corpus.Hash"/>); null until it was read.</summary>
    public string? CorpusHash { get; init; }

    /// <summary>The folder the corpus was read from: below the workspace, or else absolute; null in runs of versions that did not say it.</summary>
    public string? CorpusFolder { get; init; }

    /// <summary>Whether features are normalised per speaker, without labels, test utterances included.</summary>
    public bool NormalisedPerSpeaker { get; init; }

    /// <summary>What produced the run.</summary>
    public required Provenance Provenance { get; init; }

    /// <summary>What else went on with the run, in order: another version, program or machine; empty where the same did it all.</summary>
    public IReadOnlyList<Provenance> ContinuedBy { get; init; } = [];

    /// <summary>The names of the run's conditions, in their order; empty until the features were there.</summary>
    public IReadOnlyList<string> Conditions { get; init; } = [];

    /// <summary>Wall seconds spent so far, over all resumptions.</summary>
    public double Seconds { get; init; }

    /// <summary>The folders in the feature store that the run reads, one per encoder; empty until they were encoded.</summary>
    public IReadOnlyList<string> FeatureTables { get; init; } = [];

    /// <summary>The folders of prepared clips that the run reads; empty until they were prepared, and where nothing had to be.</summary>
    public IReadOnlyList<string> Prepared { get; init; } = [];

    /// <summary>The folders of the joint models whose features the run reads; empty where it has none.</summary>
    public IReadOnlyList<string> JointModels { get; init; } = [];

    /// <summary>The folders in the feature store with the joint models' features, one per split; empty where the run has none.</summary>
    public IReadOnlyList<string> JointTables { get; init; } = [];

    /// <summary>Media files that could not be read.</summary>
    public IReadOnlyList<QuarantinedFile> Quarantined { get; init; } = [];
}

/// <summary>How a run stands.</summary>
public enum RunState
{
    /// <summary>It is running, or was killed; it can be resumed.</summary>
    Unfinished,

    /// <summary>It ended, with a checkpoint to go on from: interrupted or failed.</summary>
    Stopped,

    /// <summary>It finished, and its metrics are final.</summary>
    Finished,
}

/// <summary>A media file that could not be read. Its utterance goes on without that modality.</summary>
/// <param name="Utterance">The utterance's name.</param>
/// <param name="Encoder">The encoder that asked for it.</param>
/// <param name="Path">The file, relative to the corpus.</param>
/// <param name="Reason">What is wrong with it, with the rule.</param>
public sealed record QuarantinedFile(string Utterance, string Encoder, string Path, string Reason);
