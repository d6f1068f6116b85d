namespace MerExperiments.Pipeline.Stages;

/// <summary>What one fold fit says of the utterances it did not train on.</summary>
/// <param name="Validation">The fold's own labelled rows.</param>
/// <param name="Pool">The whole pool.</param>
/// <param name="Test">The test part.</param>
public sealed record FoldPosteriors(Posteriors Validation, Posteriors Pool, Posteriors Test)
{
    /// <summary>Why one of them holds no class probabilities, as the end of a sentence; null where all do.</summary>
    public string? Flaw() => Validation.Flaw() ?? Pool.Flaw() ?? Test.Flaw();
}
