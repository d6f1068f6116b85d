namespace MerExperiments.Media.Transcripts;

/// <summary>A text that was there and was not chosen.</summary>
/// <param name="Source">Where it comes from.</param>
/// <param name="Text">The text as the source has it.</param>
/// <param name="Why">Why not.</param>
public sealed record TranscriptRejection(string Source, string Text, string Why);
