using MerExperiments.Runs;

namespace MerExperiments.Pipeline.JointModels;

/// <summary>How joint models are trained: what does not change them.</summary>
/// <param name="Workers">Folds trained side by side, 1 or more.</param>
/// <param name="Progress">Whom to tell.</param>
/// <param name="Prefix">What to put before a stage's name; may be empty.</param>
/// <param name="Cancellation">Stops the work at the next step; a checkpoint is kept.</param>
public sealed record JointRun(int Workers, IRunProgress Progress, string Prefix, CancellationToken Cancellation);
