namespace MerExperiments.Reporting.Charts;

/// <summary>One member of an ensemble.</summary>
/// <param name="TrialId">The trial whose models vote.</param>
/// <param name="Head">Its head; empty where the trial is not on disk.</param>
/// <param name="Weight">Its weight, all weights summing to 1.</param>
/// <param name="Score">Its own out-of-fold score; null where unknown.</param>
public sealed record EnsembleMember(string TrialId, string Head, double Weight, double? Score);
