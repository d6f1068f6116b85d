using System.Text.Json;
using MerExperiments.Encoders;
using MerExperiments.Media;
using MerExperiments.Media.Preparation;
using MerExperiments.Settings;
using MerExperiments.Storage;

namespace MerExperiments.Pipeline.Prediction;

/// <summary>How clips become the inputs of an exported model: <c>features</c> in its <c>model.json</c>.</summary>
internal sealed record FeatureDescription
{
    /// <summary>The run that made the model, <c>experiment/run-id</c>, or the command.</summary>
    public required string Origin { get; init; }

    /// <summary>Why the model cannot predict new clips; null where it can.</summary>
    public string? Refusal { get; init; }

    /// <summary>What decides preparation and normalisation: <see cref="PredictionSettings"/>.</summary>
    public required JsonElement Settings { get; init; }

    /// <summary>The denoiser, transcriber and face detector that prepare the clips, those that are used.</summary>
    public required IReadOnlyList<MediaIdentity> Media { get; init; }

    /// <summary>Where each input of the graph comes from, in the order of the inputs.</summary>
    public required IReadOnlyList<FeatureSource> Sources { get; init; }
}

/// <summary>Where one input of a model comes from.</summary>
/// <param name="Input">The input's name.</param>
/// <param name="Kind">What makes it: one of the constants of this record. A reader that does not know a kind refuses the model.</param>
/// <param name="Encoder">The encoder: of <see cref="EncoderKind"/> the one that gives the input, of <see cref="JointKind"/> the one whose frames the joint model hears; null where it hears none.</param>
/// <param name="Scale">The file in the model's folder with the mean and deviation of the run's rows, by which features are normalised; null where they are not.</param>
internal sealed record FeatureSource(string Input, string Kind, EncoderIdentity? Encoder, string? Scale)
{
    /// <summary>An encoder with a card.</summary>
    public const string EncoderKind = "encoder";

    /// <summary>The joint models of all folds, in the model's folder <c>joint</c>.</summary>
    public const string JointKind = "joint-model";

    /// <summary>Transcripts as rows of characters and words; the graph itself holds the terms that were fitted to them, and says how long a row is.</summary>
    public const string TextKind = "text";

    /// <summary>The kinds that this version makes.</summary>
    public static IReadOnlyList<string> Kinds { get; } = [EncoderKind, JointKind, TextKind];
}

/// <summary>An encoder by its content, so that another of the same name is noticed.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Card">SHA-256 of all of its card that decides its features.</param>
/// <param name="Graphs">Its graphs: the path relative to models.root, or <c>built-in</c>.</param>
/// <param name="Files">SHA-256 of each graph, then of each tokenizer file.</param>
internal sealed record EncoderIdentity(string Name, string Card, IReadOnlyList<string> Graphs, IReadOnlyList<string> Files)
{
    /// <summary>An encoder as it is here.</summary>
    public static EncoderIdentity Of(EncoderRegistry registry, string name)
    {
        EncoderCard card = registry[name];
        return new EncoderIdentity(name, ContentHash.Of(card.Definition()), [.. card.Graphs.Select(graph => graph.File)], registry.HashesOf(card));
    }

    /// <summary>What keeps the encoder of that name from being the one that the model was trained with. Its files are looked at where nothing else is wrong.</summary>
    public IReadOnlyList<Fault> Faults(EncoderRegistry registry)
    {
        if (!registry.Names.Contains(Name))
        {
            return [new Fault($"encoder {Name}", $"is read by the model and has no card here; copy its card into datasets/encoders (its graphs: {string.Join(", ", Graphs)}, below models.root)")];
        }

        return registry.Check(Name) is { Count: > 0 } faults ? faults : [.. Changed(Of(registry, Name), registry[Name])];
    }

    private IEnumerable<Fault> Changed(EncoderIdentity here, EncoderCard card)
    {
        string remedy = card.IsBuiltIn ? "predict with the version of this toolkit that trained it, or train again" : "restore the card and files that it was trained with, or train again";
        if (here.Card != Card)
        {
            yield return new Fault($"encoder {Name}", $"has another card than the one that the model was trained with (SHA-256 {here.Card[..12]}, then {Card[..12]}); {remedy}");
        }

        string[] changed = [.. Files.Zip(here.Files).Where(pair => pair.First != pair.Second).Select(pair => $"{pair.Second[..12]}, then {pair.First[..12]}")];
        if (changed.Length > 0 || Files.Count != here.Files.Count)
        {
            yield return new Fault($"encoder {Name}", $"has other files than those that the model was trained with (SHA-256 {string.Join("; ", changed)}); {remedy}");
        }
    }
}

/// <summary>A model that prepares clips, by its content.</summary>
/// <param name="Kind">The key below <c>prepare</c> that names it: denoise, transcriber, faces.</param>
/// <param name="Name">Its name.</param>
/// <param name="Key">SHA-256 of its version and files.</param>
internal sealed record MediaIdentity(string Kind, string Name, string Key)
{
    /// <summary>The models that settings name, as they are here.</summary>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static IEnumerable<MediaIdentity> Of(PrepareOptions prepare, bool denoised, PreparationModels models) =>
    [
        .. Used("denoise", denoised ? prepare.Denoise : NamesAttribute.None, models.Denoisers),
        .. Used("transcriber", prepare.Transcripts == TranscriptOrigin.Merged ? prepare.Transcriber : NamesAttribute.None, models.Transcribers),
        .. Used("faces", prepare.Faces, models.FaceDetectors),
    ];

    /// <summary>The faults of models that are others than those that a model was trained with.</summary>
    /// <param name="then">Those it was trained with.</param>
    /// <param name="here">Those of the same settings here.</param>
    public static IEnumerable<Fault> Faults(IEnumerable<MediaIdentity> then, IEnumerable<MediaIdentity> here) =>
        from model in then
        let found = here.FirstOrDefault(other => other.Kind == model.Kind)
        where found is not null && found.Key != model.Key
        select new Fault($"prepare.{model.Kind}", $"is {model.Name}, which has another version or other files than the model was trained with; restore those, or train again");

    private static IEnumerable<MediaIdentity> Used<T>(string kind, string name, MediaModels<T> models)
        where T : IDisposable => name == NamesAttribute.None ? [] : [new MediaIdentity(kind, name, ContentHash.Of(string.Join('\n', models.KeyOf(name))))];
}
