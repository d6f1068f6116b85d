namespace MerExperiments.Media.Transcripts;

/// <summary>What a merge chose and found.</summary>
/// <param name="Choices">One choice per utterance, in the utterances' order.</param>
/// <param name="Findings">All findings in all texts, chosen or not, by utterance, then by source.</param>
public sealed record TranscriptMergeResult(IReadOnlyList<TranscriptChoice> Choices, IReadOnlyList<TranscriptFinding> Findings);
