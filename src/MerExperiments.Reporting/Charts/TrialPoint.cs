namespace MerExperiments.Reporting.Charts;

/// <summary>One completed trial in the trial chart.</summary>
/// <param name="Position">Its place in the order of computation over all iterations, from 1.</param>
/// <param name="Iteration">The mining iteration.</param>
/// <param name="TrialId">The trial's id in its sweep.</param>
/// <param name="Head">Its head.</param>
/// <param name="Score">Its out-of-fold score.</param>
/// <param name="BestSoFar">The best score of its sweep up to here.</param>
public sealed record TrialPoint(int Position, int Iteration, string TrialId, string Head, double Score, double BestSoFar);
