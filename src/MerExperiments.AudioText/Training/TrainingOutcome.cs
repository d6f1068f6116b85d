namespace MerExperiments.AudioText.Training;

/// <summary>What came of a training.</summary>
/// <param name="TrainingRows">Rows trained on.</param>
/// <param name="ValidationRows">Rows that chose the epoch; 0 where there were too few to set any aside, and then the last epoch is kept.</param>
/// <param name="Epochs">Epochs trained.</param>
/// <param name="BestEpoch">The epoch whose weights are kept, from 1.</param>
/// <param name="ValidationWaf">Its weighted average F1 on the validation rows; null where there are none. It chose the epoch, so it is no estimate for other rows.</param>
/// <param name="ValidationLoss">Its cross-entropy on them, in nats.</param>
public sealed record TrainingOutcome(int TrainingRows, int ValidationRows, int Epochs, int BestEpoch, double? ValidationWaf, double? ValidationLoss);
