namespace MerExperiments.Media.Transcripts;

/// <summary>The transcript an utterance was given, and why.</summary>
/// <param name="Name">The utterance.</param>
/// <param name="Text">The cleaned text. Empty: every source that had one had an empty one. Null: none had a usable one.</param>
/// <param name="Source">Its source, or <see cref="TranscriptSource.NoSource"/>.</param>
/// <param name="Why">The rule that chose it.</param>
/// <param name="Rejected">The other texts there were, in the order of the sources.</param>
public sealed record TranscriptChoice(string Name, string? Text, string Source, string Why, IReadOnlyList<TranscriptRejection> Rejected);
