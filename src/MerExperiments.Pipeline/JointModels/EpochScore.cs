namespace MerExperiments.Pipeline.JointModels;

/// <summary>What one epoch of training came to.</summary>
/// <param name="Epoch">The epoch, from 1.</param>
/// <param name="Loss">The mean training loss.</param>
/// <param name="ValidationWaf">WAF on the training rows that are held back to choose the epoch; null where there are none.</param>
public sealed record EpochScore(int Epoch, double Loss, double? ValidationWaf);
