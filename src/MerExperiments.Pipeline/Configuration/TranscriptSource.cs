namespace MerExperiments.Pipeline.Configuration;

/// <summary>Where transcripts come from.</summary>
public enum TranscriptSource
{
    /// <summary>The corpus.</summary>
    Corpus,
}
