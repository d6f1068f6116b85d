namespace MerExperiments.AudioText.Training;

/// <summary>What a caller is told while a model is trained, after each step and each epoch.</summary>
/// <param name="Steps">The steps of all epochs; training may end earlier.</param>
/// <param name="Step">The step just taken.</param>
/// <param name="Epoch">The epoch just finished; null after any step but the epoch's last.</param>
public sealed record TrainingProgress(int Steps, StepRecord? Step, EpochRecord? Epoch);
