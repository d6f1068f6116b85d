using MerExperiments.AudioText.CrossFitting;
using MerExperiments.Encoders;
using MerExperiments.Features;
using MerExperiments.Fusion;
using MerExperiments.Fusion.Export;
using MerExperiments.Runs;
using MerExperiments.Storage;

namespace MerExperiments.Pipeline.Prediction;

/// <summary>A trained model with the account of how clips become its inputs: the <c>model/</c> of a finished run, or a joint model that fine-tuning wrote.</summary>
internal sealed class DescribedModel
{
    /// <summary>The file that describes a joint model by itself; a run's model is described in its <c>model.json</c>.</summary>
    public const string JointDescription = "features.json";

    private DescribedModel(string folder, FeatureDescription features, FittedHead? head, JointEnsemble? joint) =>
        (Folder, Features, Head, Joint) = (folder, features, head, joint);

    /// <summary>The absolute path of the model's folder.</summary>
    public string Folder { get; }

    /// <summary>The graph; null for a joint model by itself, whose own class head predicts.</summary>
    public FittedHead? Head { get; }

    /// <summary>How clips become its inputs.</summary>
    public FeatureDescription Features { get; }

    /// <summary>The joint models; null where the model reads none.</summary>
    public JointEnsemble? Joint { get; }

    /// <summary>The classes.</summary>
    public required LabelSet Labels { get; init; }

    /// <summary>The file that describes it.</summary>
    public string Card => Head is null ? Path.Combine(Folder, JointDescription) : CardIn(Folder);

    /// <summary>The encoders that give its inputs, in the order of the inputs; that of texts, which has no card, among them.</summary>
    public IReadOnlyList<string> Encoders => [.. Features.Sources.Where(source => source.Kind != FeatureSource.JointKind).Select(source => source.Encoder?.Name ?? source.Input)];

    /// <summary>The path of the description in a model's folder.</summary>
    public static string CardIn(string folder) => Path.Combine(folder, "model.json");

    /// <summary>Opens a model's folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="workspace">Where joint models that were too large to be carried are looked for.</param>
    /// <exception cref="InvalidInputException">A file is missing or damaged, the model is of another version, or cannot predict new clips; all faults at once.</exception>
    public static DescribedModel Read(string folder, Workspace workspace) =>
        File.Exists(Path.Combine(folder, JointDescription)) ? ReadJoint(folder) : ReadRun(folder, workspace);

    private static DescribedModel ReadJoint(string folder)
    {
        const string Remedy = "restore it from a copy, or fine-tune again";
        string path = Path.Combine(folder, JointDescription);
        JointDescriptionCard card = RunJson.Read<JointDescriptionCard>(path, Remedy);
        InvalidInputException.ThrowIfAny(card.Format == ModelExport.Format ? [.. Faults(path, card.Features)] : [OtherFormat(path, card.Format)]);
        return new DescribedModel(folder, card.Features, head: null, JointEnsemble.OpenOne(folder)) { Labels = new LabelSet(card.Classes) };
    }

    private static DescribedModel ReadRun(string folder, Workspace workspace)
    {
        FeatureDescription features = Described(CardIn(folder));
        string joint = Path.Combine(folder, FeatureDescriber.JointFolder);
        string remedy = $"restore it from a copy, or write it again by going on with the run {features.Origin} (mer run NAME --resume RUN-ID)";
        var faults = new List<Fault>(CheckedFile.DamageIn(folder, all: false)
            .Where(fault => (Path.GetFileName(fault.Place) != "model.zip" || File.Exists(fault.Place)) && !fault.Place.StartsWith(joint + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            .Select(fault => fault with { Problem = $"{fault.Problem}; {remedy}" }));
        JointEnsemble? ensemble = null;
        if (features.Sources.Any(source => source.Kind == FeatureSource.JointKind))
        {
            faults.AddRange(InvalidInputException.FaultsOf(() => ensemble = JointEnsemble.Open(joint, workspace)));
        }

        InvalidInputException.ThrowIfAny(faults);
        FittedHead head = FittedHead.Load(Path.Combine(folder, "model.onnx"));
        return head.Inputs.Select(input => input.Encoder).SequenceEqual(features.Sources.Select(source => source.Input), StringComparer.Ordinal)
            ? new DescribedModel(folder, features, head, ensemble) { Labels = head.Labels }
            : throw new InvalidInputException(CardIn(folder), $"describes other inputs than model.onnx has; {remedy}");
    }

    /// <summary>What keeps the encoders that the model reads from being those it was trained with.</summary>
    public IReadOnlyList<Fault> EncoderFaults(EncoderRegistry registry) =>
        [.. Features.Sources.Select(source => source.Encoder).OfType<EncoderIdentity>().DistinctBy(encoder => encoder.Name).SelectMany(encoder => encoder.Faults(registry))];

    /// <summary>The scales of the run's rows, by input; empty where features are not normalised.</summary>
    public IReadOnlyDictionary<string, FeatureScale> Scales() => Features.Sources.Where(source => source.Scale is not null)
        .ToDictionary(source => source.Input, source => FeatureScale.Read(Path.Combine(Folder, source.Scale!)), StringComparer.Ordinal);

    /// <summary>The version is looked at before anything else: a later one may say anything.</summary>
    private static FeatureDescription Described(string path)
    {
        const string Remedy = "restore it from a copy, or train again";
        FormatCard card = RunJson.Read<FormatCard>(path, Remedy);
        if (card.Format > ModelExport.Format)
        {
            throw new InvalidInputException([OtherFormat(path, card.Format)]);
        }

        if (card.Layout is not null)
        {
            throw new InvalidInputException(path, $"is of a joint model, and {JointDescription}, which says how clips become its inputs, is missing; fine-tune again with mer finetune --output");
        }

        if (card.Format < ModelExport.Format || RunJson.Read<DescriptionCard>(path, Remedy).Features is not { } features)
        {
            throw new InvalidInputException(path, "does not say how clips become the model's inputs: it was written by an earlier version, or by a program of its own; run the experiment again");
        }

        InvalidInputException.ThrowIfAny([.. Faults(path, features)]);
        return features;
    }

    private static IEnumerable<Fault> Faults(string path, FeatureDescription features)
    {
        foreach (FeatureSource source in features.Sources.Where(source => !FeatureSource.Kinds.Contains(source.Kind)))
        {
            yield return new Fault(path, $"has the input {source.Input} of the kind {source.Kind}, which this version cannot make (it makes {string.Join(", ", FeatureSource.Kinds)}); predict with the version that wrote it");
        }

        if (features.Refusal is { } refusal)
        {
            yield return new Fault(path, $"cannot predict new clips: {refusal}");
        }
    }

    private static Fault OtherFormat(string path, int format) =>
        new(path, FormattableString.Invariant($"is of format {format}; this version reads format {ModelExport.Format}: predict with the version that wrote it"));

    /// <summary>What tells the version.</summary>
    private sealed record FormatCard
    {
        public int Format { get; init; } = 1;

        /// <summary>Only a joint model's card has one.</summary>
        public int? Layout { get; init; }
    }

    /// <summary>What is read of a known version.</summary>
    private sealed record DescriptionCard
    {
        public FeatureDescription? Features { get; init; }
    }
}

/// <summary>What <see cref="DescribedModel.JointDescription"/> says.</summary>
/// <param name="Format">The version of the format: <see cref="ModelExport.Format"/>.</param>
/// <param name="Classes">The classes, in order.</param>
/// <param name="Features">How clips become what the model reads.</param>
internal sealed record JointDescriptionCard(int Format, IReadOnlyList<string> Classes, FeatureDescription Features);
