using MerExperiments.Settings;

namespace MerExperiments.Pipeline.Configuration;

/// <summary>What is done to the clips before they are encoded.</summary>
public sealed record PrepareSection
{
    /// <summary>What is mixed into the sound first, to try a system against noise.</summary>
    public NoiseSection Noise { get; init; } = new();

    /// <summary>What takes noise out of the sound: <c>none</c>, or a denoiser's name.</summary>
    [Names(NameKind.Denoiser)]
    public string Denoise { get; init; } = KnownNames.None;

    /// <summary>Who finds the faces in video clips: <c>none</c> where the corpus has face pictures already, or a detector's name.</summary>
    [Names(NameKind.FaceDetector)]
    public string Faces { get; init; } = KnownNames.None;

    /// <summary>Video frames looked at per second; null means all.</summary>
    [Between(0.1, 120)]
    public double? FramesPerSecond { get; init; }

    /// <summary>Where transcripts come from.</summary>
    public TranscriptOrigin Transcripts { get; init; } = TranscriptOrigin.Corpus;

    /// <summary>Who recognises the speech of utterances without a checked transcript, where transcripts are merged: <c>none</c>, or a transcriber's name.</summary>
    [Names(NameKind.Transcriber)]
    public string Transcriber { get; init; } = KnownNames.None;

    /// <summary>A CSV (name,text) of transcripts that another program recognised, absolute; used where transcripts are merged. Null means none.</summary>
    [WorkspacePath]
    public string? Recognised { get; init; }
}
