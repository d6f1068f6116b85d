using MerExperiments.Runs;

namespace MerExperiments.Pipeline.Stages;

/// <summary>A completed trial with what it says of all parts.</summary>
/// <param name="Spec">What was computed.</param>
/// <param name="Score">Its metric out of fold.</param>
/// <param name="Folder">Its folder.</param>
/// <param name="Posteriors">What it says.</param>
public sealed record FinishedTrial(TrialSpec Spec, double Score, string Folder, TrialPosteriors Posteriors);
