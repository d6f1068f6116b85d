using System.Text.Json;
using MerExperiments.AudioText;
using MerExperiments.AudioText.CrossFitting;
using MerExperiments.Evaluation;
using MerExperiments.Settings;

namespace MerExperiments.Pipeline.Configuration;

/// <summary>All settings of one experiment: checked, with defaults and overrides applied. Two of equal settings are equal.</summary>
/// <remarks>Immutable. Made by <see cref="ExperimentCatalogue"/>; its properties, in camelCase, are the keys of experiments.json.</remarks>
public sealed record ExperimentConfiguration
{
    /// <summary>The experiment's name: a key of <c>experiments</c>, not a setting.</summary>
    public string Experiment { get; init; } = "";

    /// <summary>The question it asks; the report opens with it.</summary>
    [PerExperiment]
    public required string Question { get; init; }

    /// <summary>The seed of everything random in the run.</summary>
    [Between(0, int.MaxValue)]
    public int Seed { get; init; } = 2024;

    /// <summary>The number of folds that validate trials.</summary>
    [Between(2, 20)]
    public int Folds { get; init; } = 5;

    /// <summary>The score that ranks.</summary>
    public Metric Metric { get; init; } = Metric.Waf;

    /// <summary>What runs the encoders.</summary>
    public DeviceChoice Device { get; init; } = DeviceChoice.Auto;

    /// <summary>The utterances.</summary>
    [PerExperiment]
    public required CorpusSection Corpus { get; init; }

    /// <summary>What is done to the clips first.</summary>
    public PrepareSection Prepare { get; init; } = new();

    /// <summary>The encoders, by name.</summary>
    [PerExperiment]
    [Names(NameKind.Encoder)]
    public required ValueList<string> Encoders { get; init; }

    /// <summary>The joint Audio-Text model, or null for none.</summary>
    [PerExperiment]
    public AudioTextOptions? AudioText { get; init; }

    /// <summary>Where published models lie.</summary>
    public ModelsSection Models { get; init; } = new();

    /// <summary>How features are normalised.</summary>
    public Normalisation Normalise { get; init; } = Normalisation.None;

    /// <summary>The search.</summary>
    public SweepSection Sweep { get; init; } = new();

    /// <summary>How trials are put together.</summary>
    public EnsembleSection Ensemble { get; init; } = new();

    /// <summary>How the pool is mined.</summary>
    public MiningSection Mining { get; init; } = new();

    /// <summary>Where the final numbers come from.</summary>
    [PerExperiment]
    public EvaluationSection Evaluation { get; init; } = new();

    /// <summary>The joint model that is trained; null where there is none, or its model is <c>none</c>.</summary>
    public AudioTextOptions? JointModel => AudioText is { Model: not KnownNames.None } section ? section : null;

    /// <summary>The names of all feature tables that late fusion reads, in order: the encoders, then the joint model's where there is one.</summary>
    public IReadOnlyList<string> FusedEncoders => JointModel is null ? Encoders : [.. Encoders, CrossFitted.EncoderName];

    /// <summary>All settings as JSON in the words of experiments.json, paths as they were written; it loads back to an equal configuration.</summary>
    public JsonElement Frozen => JsonElement.Parse(FrozenText);

    internal string FrozenText { get; init; } = "{}";
}
