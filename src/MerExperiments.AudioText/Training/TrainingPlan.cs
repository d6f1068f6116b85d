namespace MerExperiments.AudioText.Training;

/// <summary>How one training is carried out.</summary>
/// <param name="Labels">The classes.</param>
/// <param name="Model">The joint model.</param>
/// <param name="Training">How it is trained.</param>
/// <param name="Run">Where, and whom it tells.</param>
/// <param name="Fingerprint">What it is a training of.</param>
internal sealed record TrainingPlan(
    LabelSet Labels, JointModelOptions Model, TrainingOptions Training, TrainingRun Run, IReadOnlyDictionary<string, string> Fingerprint);
