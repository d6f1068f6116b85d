namespace MerExperiments.Pipeline.Stages;

/// <summary>The whole flow under one choice of what is labelled and what is pool.</summary>
/// <param name="Name">Its name in folders and reports: <c>main</c>, or e.g. <c>pool-40</c>.</param>
/// <param name="PoolFraction">The share of the training utterances whose labels are hidden.</param>
/// <param name="Splits">One split per outer fold.</param>
public sealed record Arm(string Name, double PoolFraction, IReadOnlyList<Split> Splits);
