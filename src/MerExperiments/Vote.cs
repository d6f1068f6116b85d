namespace MerExperiments;

/// <summary>What one voter said of one pool utterance.</summary>
/// <param name="Voter">The voter's name: the id of the trial whose model votes.</param>
/// <param name="Label">The class it gives the highest calibrated posterior.</param>
/// <param name="Posterior">That calibrated posterior, 0 to 1.</param>
public sealed record Vote(string Voter, string Label, double Posterior);
