namespace MerExperiments.Pipeline.Stages;

/// <summary>The best trial before mining that saw one encoder alone, chosen out of fold.</summary>
/// <param name="Encoder">The encoder.</param>
/// <param name="Modality">Its modality.</param>
/// <param name="Head">The trial's head.</param>
/// <param name="OutOfFoldScore">Its score, which chose it.</param>
/// <param name="Test">Its posteriors on the test part.</param>
public sealed record SingleModality(string Encoder, Modality Modality, string Head, double OutOfFoldScore, Posteriors Test);
