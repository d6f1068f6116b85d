namespace MerExperiments.Fusion.Ensembles;

/// <summary>A model that may join an ensemble, known by what it predicts for utterances it was not fitted on.</summary>
/// <param name="Name">Its name, different from all others'.</param>
/// <param name="OutOfFold">Its out-of-fold posteriors; all members have the same utterances in the same order.</param>
public sealed record EnsembleMember(string Name, Posteriors OutOfFold);
