namespace MerExperiments.Pipeline.Configuration;

/// <summary>The names a configuration may use for what other rooms register.</summary>
/// <param name="Encoders">The encoders that have a card.</param>
/// <param name="Heads">The heads.</param>
/// <param name="Tuners">The tuners.</param>
/// <param name="EnsembleMethods">The ensemble methods.</param>
public sealed record KnownNames(
    IReadOnlyList<string> Encoders, IReadOnlyList<string> Heads, IReadOnlyList<string> Tuners, IReadOnlyList<string> EnsembleMethods)
{
    /// <summary>The name that means "nothing is done".</summary>
    public const string None = "none";

    /// <summary>The denoisers that have a card.</summary>
    public IReadOnlyList<string> Denoisers { get; init; } = [];

    /// <summary>The face detectors.</summary>
    public IReadOnlyList<string> FaceDetectors { get; init; } = [];

    /// <summary>The transcribers that have a card.</summary>
    public IReadOnlyList<string> Transcribers { get; init; } = [];

    /// <summary>The encoders of sound that give frames before they are pooled.</summary>
    public IReadOnlyList<string> FrameEncoders { get; init; } = [];

    /// <summary>The cards of encoders, denoisers and transcribers that cannot be used. Their names are known, but refused.</summary>
    public IReadOnlyList<FaultyCard> FaultyCards { get; init; } = [];

    /// <summary>The matrices of language models that can have an adapter, by the last part of their published names.</summary>
    public static IReadOnlyList<string> AdapterTargets { get; } = ["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj", "W_pack"];

    /// <summary>Why a name of one kind cannot be used though there is a card of it; empty where there is none.</summary>
    public IReadOnlyList<Fault> FaultsOf(NameKind kind, string name)
    {
        string card = kind switch
        {
            NameKind.Encoder or NameKind.FrameEncoder => "encoder",
            NameKind.Denoiser => "denoiser",
            NameKind.Transcriber => "transcriber",
            _ => "",
        };
        return [.. FaultyCards.Where(faulty => faulty.Kind == card && faulty.Name == name).SelectMany(faulty => faulty.Faults)];
    }

    /// <summary>The names of one kind.</summary>
    public IReadOnlyList<string> Of(NameKind kind) => kind switch
    {
        NameKind.Encoder => Encoders,
        NameKind.Head => Heads,
        NameKind.Tuner => Tuners,
        NameKind.Denoiser => [None, .. Denoisers],
        NameKind.FaceDetector => [None, .. FaceDetectors],
        NameKind.Transcriber => [None, .. Transcribers],
        NameKind.FrameEncoder => [None, .. FrameEncoders],
        NameKind.AdapterTarget => AdapterTargets,
        NameKind.Condition => Preparation.SoundCondition.Names,
        _ => EnsembleMethods,
    };
}
