using System.Text.Json;
using MerExperiments.AudioText;
using MerExperiments.AudioText.CrossFitting;
using MerExperiments.Configuration;
using MerExperiments.Encoders;
using MerExperiments.Evaluation;
using MerExperiments.Fusion.Ensembles;
using MerExperiments.Fusion.Text;
using MerExperiments.Media.Preparation;
using MerExperiments.Mining;
using MerExperiments.Settings;

namespace MerExperiments.Pipeline;

/// <summary>All settings of one experiment: checked, with defaults and overrides applied. Two of equal settings are equal.</summary>
/// <remarks>Immutable. Its properties, in camelCase, are the keys of experiments.json; each section is the options record of the room that owns it.</remarks>
public sealed record ExperimentConfiguration : IExperimentSettings<ExperimentConfiguration>
{
    /// <summary>The experiment's name: a key of <c>experiments</c>, not a setting.</summary>
    [NoKey]
    public string Experiment { get; init; } = "";

    /// <summary>The question the experiment asks; the report opens with it.</summary>
    [PerExperiment]
    public required string Question { get; init; }

    /// <summary>The seed of everything random in the run.</summary>
    [Between(0, int.MaxValue)]
    public int Seed { get; init; } = 2024;

    /// <summary>The number of folds that validate trials.</summary>
    [Between(2, 20)]
    public int Folds { get; init; } = 5;

    /// <summary>The score that ranks trials: weighted average F1, unweighted average recall, or the share predicted right.</summary>
    public Metric Metric { get; init; } = Metric.Waf;

    /// <summary>What runs the encoders and the joint model: a CUDA device where there is one, the processor, or a CUDA device or nothing.</summary>
    public DeviceChoice Device { get; init; } = DeviceChoice.Auto;

    /// <summary>The utterances: where they come from, by the kind of their reader, and that reader's own keys.</summary>
    [PerExperiment]
    [ByKind(NameKind.Corpus)]
    public required KindSettings Corpus { get; init; }

    /// <summary>What is done to the clips before they are encoded.</summary>
    public PrepareOptions Prepare { get; init; } = new();

    /// <summary>The encoders, by the names of their cards; and text-tfidf, which has none: it is fitted inside the run, to each fold's training part.</summary>
    [PerExperiment]
    [Names(NameKind.Encoder)]
    public required ValueList<string> Encoders { get; init; }

    /// <summary>How the encoder text-tfidf is fitted to a fold's training part. Its rows are never normalised per speaker.</summary>
    public TextFeatureOptions TextTfidf { get; init; } = new();

    /// <summary>The joint Audio-Text model; without it, none is trained. Its features are one more encoder, <c>audio-text</c>.</summary>
    [PerExperiment]
    public AudioTextOptions? AudioText { get; init; }

    /// <summary>Where published models lie.</summary>
    public ModelsSettings Models { get; init; } = new();

    /// <summary>How features are normalised before the heads see them: not at all, or to mean 0 and deviation 1 over each speaker's utterances, without any label.</summary>
    public Normalisation Normalise { get; init; } = Normalisation.None;

    /// <summary>The search over heads, their parameters and the feature subset.</summary>
    public SweepSettings Sweep { get; init; } = new();

    /// <summary>How trials are put together into the final answer.</summary>
    public EnsembleOptions Ensemble { get; init; } = new();

    /// <summary>How pseudo-labels are mined from the pool by multi-model voting.</summary>
    public MiningOptions Mining { get; init; } = new();

    /// <summary>Which data the final numbers come from, and how much of the labels is hidden.</summary>
    [PerExperiment]
    public EvaluationSettings Evaluation { get; init; } = new();

    /// <summary>The joint model that is trained; null where there is none, or its model is <c>none</c>.</summary>
    public AudioTextOptions? JointModel => AudioText is { Model: not NamesAttribute.None } section ? section : null;

    /// <summary>The encoders whose features are computed once, before anything is fitted, and kept in the feature store.</summary>
    public IReadOnlyList<string> StoredEncoders => [.. Encoders.Where(encoder => encoder != TextRows.EncoderName)];

    /// <summary>Whether the terms of transcripts are fitted inside the run.</summary>
    public bool FitsTexts => Encoders.Contains(TextRows.EncoderName);

    /// <summary>The names of all feature tables that late fusion reads, in order: the encoders, then the joint model's where there is one.</summary>
    public IReadOnlyList<string> FusedEncoders => JointModel is null ? Encoders : [.. Encoders, CrossFitted.EncoderName];

    /// <inheritdoc/>
    public JsonElement Frozen => JsonElement.Parse(FrozenText);

    /// <summary>The text of <see cref="Frozen"/>: texts compare by value.</summary>
    internal string FrozenText { get; init; } = "{}";

    /// <inheritdoc/>
    public ExperimentConfiguration Named(string experiment, JsonElement frozen) => this with { Experiment = experiment, FrozenText = frozen.GetRawText() };

    /// <inheritdoc/>
    public IEnumerable<Fault> Faults(Setting experiment) =>
    [
        .. PrepareFaults(experiment.Section("prepare")),
        .. Evaluation.Faults(experiment.Section("evaluation"), this),
    ];

    private IEnumerable<Fault> PrepareFaults(Setting section)
    {
        if (Prepare.Transcripts == TranscriptOrigin.Corpus && (Prepare.Transcriber != NamesAttribute.None || Prepare.Recognised is not null))
        {
            yield return section.FaultOf("transcripts", "is corpus, which would leave the recognised transcripts unused; set it to merged");
        }
    }
}

/// <summary>Where published models lie.</summary>
public sealed record ModelsSettings
{
    /// <summary>The folder that the model files of cards are relative to. The built-in encoders need none.</summary>
    [WorkspacePath]
    public string Root { get; init; } = EncoderFolders.DefaultModelsRoot;
}

/// <summary>How features are normalised before the heads see them.</summary>
public enum Normalisation
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>To mean 0 and deviation 1 over each speaker's utterances, without any label.</summary>
    Speaker,
}

/// <summary>What computes.</summary>
public enum DeviceChoice
{
    /// <summary>A CUDA device where ONNX Runtime (encoders) or libtorch (joint model) has one, else the processor.</summary>
    Auto,

    /// <summary>The processor.</summary>
    Cpu,

    /// <summary>A CUDA device; refused where there is none.</summary>
    Cuda,
}
