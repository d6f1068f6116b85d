namespace MerExperiments.Mining;

/// <summary>What one voter says of the pool.</summary>
/// <param name="Voter">Its name: the id of the trial whose model votes; different from the others', without <c>=</c> and <c>;</c>.</param>
/// <param name="Pool">Its calibrated posteriors. The voters' rows may be in different orders, but name the same utterances.</param>
public sealed record VoterPosteriors(string Voter, Posteriors Pool);
