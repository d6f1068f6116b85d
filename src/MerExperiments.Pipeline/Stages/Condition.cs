namespace MerExperiments.Pipeline.Stages;

/// <summary>The whole flow under one choice of what is labelled, what is pool, and what sound trains and is tested.</summary>
/// <param name="Name">Its name in folders and reports: <c>main</c>, e.g. <c>pool-40</c>, or the name of its sound.</param>
/// <param name="PoolFraction">The share of the training utterances whose labels are hidden.</param>
/// <param name="Sound">What sound trains and what sound is tested.</param>
/// <param name="Splits">One split per outer fold.</param>
/// <param name="Without">The encoder that late fusion never sees; null where it sees all.</param>
public sealed record Condition(string Name, double PoolFraction, SoundCondition Sound, IReadOnlyList<Split> Splits, string? Without = null)
{
    /// <summary>The encoders that late fusion sees, of those that the experiment has.</summary>
    public IReadOnlyList<string> EncodersOf(ExperimentConfiguration configuration) => [.. configuration.FusedEncoders.Where(encoder => encoder != Without)];
}
