namespace MerExperiments.Runs;

/// <summary>A trial as it stands on disk: what it was to compute and, where it ended, how.</summary>
/// <param name="Spec">What it computes.</param>
/// <param name="Result">How it ended, or null where it has not.</param>
public sealed record TrialRecord(TrialSpec Spec, TrialResult? Result);
