namespace MerExperiments.Pipeline.Configuration;

/// <summary>Where transcripts come from.</summary>
public enum TranscriptOrigin
{
    /// <summary>The corpus, as they are.</summary>
    Corpus,

    /// <summary>The corpus's checked ones first, then recognised ones; cleaned, audited and each choice recorded.</summary>
    Merged,
}
