namespace MerExperiments.Reporting;

/// <summary>One thing a reader must know before trusting a number.</summary>
public sealed record Note(NoteKind Kind, string Text);
