using MerExperiments.AudioText;
using MerExperiments.Settings;

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

    /// <summary>The matrices of language models that can have an adapter, by the last part of their published names.</summary>
    public static IReadOnlyList<string> AdapterTargets => LowRankOptions.KnownTargets;

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
        NameKind.SoundCondition => Preparation.SoundCondition.Names,
        _ => EnsembleMethods,
    };
}
