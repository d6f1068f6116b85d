namespace MerExperiments.Mining;

/// <summary>What a mining iteration brought.</summary>
/// <param name="Iteration">0 before mining, then 1, 2, …</param>
/// <param name="NewPseudoLabels">How many pool utterances it labelled that the iteration before had not.</param>
/// <param name="OutOfFold">The metric out of fold, on human labels; higher is better.</param>
public sealed record MiningProgress(int Iteration, int NewPseudoLabels, double OutOfFold);
