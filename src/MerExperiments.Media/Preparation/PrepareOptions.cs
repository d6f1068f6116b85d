using MerExperiments.Media.Decoding;
using MerExperiments.Media.Faces;
using MerExperiments.Media.Noise;
using MerExperiments.Media.Transcripts;
using MerExperiments.Settings;

namespace MerExperiments.Media.Preparation;

/// <summary>What is done to the clips before they are encoded.</summary>
public sealed record PrepareOptions
{
    /// <summary>What is mixed into the sound first, to try a system against noise: none, or babble with its keys.</summary>
    [ByKind(NameKind.Noise)]
    public KindSettings Noise { get; init; } = new(NamesAttribute.None);

    /// <summary>What takes noise out of the sound: none, or a denoiser's name.</summary>
    [Names(NameKind.Denoiser, OrNone = true)]
    public string Denoise { get; init; } = NamesAttribute.None;

    /// <summary>Who finds the faces in video clips: none where the corpus has face pictures already, or a detector's name.</summary>
    [Names(NameKind.FaceDetector, OrNone = true)]
    public string Faces { get; init; } = NamesAttribute.None;

    /// <summary>Video frames looked at per second; without it, all.</summary>
    [Between(0.1, 120)]
    public double? FramesPerSecond { get; init; }

    /// <summary>Where transcripts come from: the corpus, as they are; or merged, the corpus's checked ones first, then recognised ones, cleaned and audited.</summary>
    public TranscriptOrigin Transcripts { get; init; } = TranscriptOrigin.Corpus;

    /// <summary>Who recognises the speech of utterances without a checked transcript, where transcripts are merged: none, or a transcriber's name.</summary>
    [Names(NameKind.Transcriber, OrNone = true)]
    public string Transcriber { get; init; } = NamesAttribute.None;

    /// <summary>A CSV (name,text) of transcripts that another program recognised; used where transcripts are merged.</summary>
    [WorkspacePath]
    public string? Recognised { get; init; }

    /// <summary>How much of a clip is taken in. WAV files that nothing else is done to are read as they lie, where these are the defaults.</summary>
    public DecodingOptions Decoding { get; init; } = new();

    /// <summary>How faces are found, followed and cropped.</summary>
    public FaceCropOptions FaceCrop { get; init; } = new();

    /// <summary>What makes a transcript doubtful, where transcripts are merged.</summary>
    public TranscriptAuditOptions TranscriptAudit { get; init; } = new();

    /// <summary>Whether noise is mixed in.</summary>
    public bool HasNoise => Noise.Kind != NamesAttribute.None;

    /// <summary>How babble is made, where <see cref="HasNoise"/>.</summary>
    public BabbleOptions Babble => Noise.As<BabbleOptions>();
}

/// <summary>Where transcripts come from.</summary>
public enum TranscriptOrigin
{
    /// <summary>The corpus, as they are.</summary>
    Corpus,

    /// <summary>The corpus's checked ones first, then recognised ones; cleaned, audited and each choice recorded.</summary>
    Merged,
}
