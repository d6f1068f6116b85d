namespace MerExperiments.Pipeline.Configuration;

/// <summary>What is done to the clips before they are encoded.</summary>
public sealed record PrepareSection
{
    /// <summary>Where transcripts come from.</summary>
    public TranscriptSource Transcripts { get; init; } = TranscriptSource.Corpus;

    /// <summary>What takes noise out of the sound.</summary>
    public DenoiserChoice Denoise { get; init; } = DenoiserChoice.None;
}
