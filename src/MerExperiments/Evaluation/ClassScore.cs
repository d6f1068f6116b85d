namespace MerExperiments.Evaluation;

/// <summary>How well one class was told from the others.</summary>
/// <param name="Label">The class.</param>
/// <param name="Support">How many utterances truly have it.</param>
/// <param name="Precision">Right among those predicted; 0 where none was predicted.</param>
/// <param name="Recall">Right among those that have it; 0 where none has it.</param>
/// <param name="F1">The harmonic mean of the two; 0 where undefined.</param>
public sealed record ClassScore(string Label, int Support, double Precision, double Recall, double F1);
