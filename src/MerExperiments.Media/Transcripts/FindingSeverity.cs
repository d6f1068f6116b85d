namespace MerExperiments.Media.Transcripts;

/// <summary>What follows from a finding.</summary>
public enum FindingSeverity
{
    /// <summary>It is listed.</summary>
    Note,

    /// <summary>It is listed, and the merge takes no unchecked text that has it.</summary>
    Reject,
}
