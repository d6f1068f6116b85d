namespace MerExperiments.Corpora;

/// <summary>One row of a file of MELD: who says what in which dialogue, by the numbers that name them.</summary>
internal sealed record MeldLine(int Dialogue, int Number, string Speaker, string Text, string Emotion);
