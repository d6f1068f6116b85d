namespace MerExperiments.AudioText.Training;

/// <summary>One epoch of training: a row of <c>epochs.csv</c>.</summary>
/// <param name="Epoch">The epoch, from 1.</param>
/// <param name="TrainingLoss">The mean of its steps' losses, as they were while training.</param>
/// <param name="ValidationLoss">The class head's cross-entropy on the validation rows, in nats; null where there are none.</param>
/// <param name="ValidationWaf">The weighted average F1 on the validation rows; null where there are none.</param>
public sealed record EpochRecord(int Epoch, double TrainingLoss, double? ValidationLoss, double? ValidationWaf);
