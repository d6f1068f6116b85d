using System.Text.Json;
using System.Text.Json.Nodes;
using MerExperiments.AudioText;
using MerExperiments.Configuration;
using MerExperiments.Media.Preparation;
using MerExperiments.Settings;
using MerExperiments.Storage;

namespace MerExperiments.Pipeline.Prediction;

/// <summary>The settings of an experiment that decide how a clip becomes features, in the words of experiments.json. A model carries them.</summary>
/// <remarks>Immutable. Corpus, sweep and mining are not among them: who predicts needs no corpus kind, head or tuner of the run's toolkit.</remarks>
internal sealed record PredictionSettings : IExperimentSettings<PredictionSettings>
{
    /// <summary>What runs the encoders and the joint model.</summary>
    public DeviceChoice Device { get; init; } = DeviceChoice.Auto;

    /// <summary>What is done to the clips before they are encoded.</summary>
    public PrepareOptions Prepare { get; init; } = new();

    /// <summary>The joint Audio-Text model; without it, the model reads none.</summary>
    [PerExperiment]
    public AudioTextOptions? AudioText { get; init; }

    /// <summary>Where published models lie.</summary>
    public ModelsSettings Models { get; init; } = new();

    /// <summary>How features are normalised before the heads see them.</summary>
    public Normalisation Normalise { get; init; } = Normalisation.None;

    /// <inheritdoc/>
    public JsonElement Frozen => JsonElement.Parse("{}");

    /// <inheritdoc/>
    public PredictionSettings Named(string experiment, JsonElement frozen) => this;

    /// <inheritdoc/>
    public IEnumerable<Fault> Faults(Setting experiment) => [];

    /// <summary>The settings of an experiment as a model carries them.</summary>
    /// <param name="configuration">The experiment.</param>
    /// <param name="sound">What was done to the sound of its test part. Noise is no part of it: who predicts brings noise of their own.</param>
    /// <param name="joint">Whether the model reads the joint model.</param>
    /// <param name="normalised">Whether it reads features as the experiment normalises them. Default true.</param>
    public static JsonElement Of(ExperimentConfiguration configuration, SoundTreatment sound, bool joint, bool normalised = true)
    {
        string[] keys = ["prepare", "models", .. normalised ? ["normalise"] : Array.Empty<string>(), .. joint ? ["audioText"] : Array.Empty<string>()];
        JsonObject all = JsonNode.Parse(configuration.FrozenText)!.AsObject();
        JsonObject kept = new(keys.Where(key => all[key] is not null).Select(key => KeyValuePair.Create(key, all[key]?.DeepClone())));
        if (kept["prepare"] is JsonObject prepare)
        {
            prepare.Remove("noise");
            prepare.Remove("recognised"); // of the corpus's own utterances
            prepare["denoise"] = sound.Denoised ? configuration.Prepare.Denoise : NamesAttribute.None;
        }

        // A model that was trained on a GPU predicts where there is none.
        kept["device"] = SettingKey.NameOf(configuration.Device == DeviceChoice.Cpu ? DeviceChoice.Cpu : DeviceChoice.Auto);
        return JsonElement.Parse(kept.ToJsonString());
    }

    /// <summary>Reads what <see cref="Of"/> gave.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="toolkit">What can be named.</param>
    /// <param name="workspace">What relative paths are relative to, and whose cards can be named.</param>
    /// <param name="file">The file that holds them, for faults.</param>
    /// <exception cref="InvalidInputException">They break rules, or name a denoiser, transcriber, face detector or encoder that is not known here; all faults at once.</exception>
    public static PredictionSettings Read(JsonElement settings, Toolkit toolkit, Workspace workspace, string file) =>
        ExperimentCatalogue<PredictionSettings>.Restore("", settings, workspace.Root, toolkit.NamesIn(workspace), file, "features.settings");

    /// <summary>An experiment that prepares and encodes in this way, and does nothing else.</summary>
    /// <param name="encoders">The encoders that the model reads.</param>
    /// <param name="modelsRoot">Where published models lie here; null for where the settings say.</param>
    public ExperimentConfiguration With(IReadOnlyList<string> encoders, string? modelsRoot) => new()
    {
        Question = "",
        Corpus = new KindSettings("manifest"),
        Encoders = [.. encoders],
        Device = Device,
        Prepare = Prepare,
        AudioText = AudioText,
        Models = modelsRoot is null ? Models : new ModelsSettings { Root = modelsRoot },
        Normalise = Normalise,
    };
}
