namespace MerExperiments.Media.Transcripts;

/// <summary>One thing the audit found in one transcript.</summary>
/// <param name="Name">The utterance.</param>
/// <param name="Source">Where the transcript comes from.</param>
/// <param name="Rule">What was found.</param>
/// <param name="Severity">What follows.</param>
/// <param name="Value">The measured value; <see cref="TranscriptRule"/> says of what.</param>
/// <param name="Detail">The value and the rule in words, e.g. <c>21.5 characters a second; at most 12 are said</c>.</param>
/// <param name="Text">The transcript as its source has it.</param>
public sealed record TranscriptFinding(
    string Name, string Source, TranscriptRule Rule, FindingSeverity Severity, double Value, string Detail, string Text);
