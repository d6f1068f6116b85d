using MerExperiments.Search;
using MerExperiments.Settings;

namespace MerExperiments.Sweeps;

/// <summary>How a sweep searches, and how far.</summary>
public sealed record SweepOptions
{
    /// <summary>Who proposes parameter sets.</summary>
    [Names(NameKind.Tuner)]
    public string Tuner { get; init; } = "tpe";

    /// <summary>How many parameter sets are tried, the fixed ones counted in with which a sweep begins.</summary>
    [Between(1, 100_000)]
    public int Trials { get; init; } = 24;

    /// <summary>How many parameter sets are proposed before any of them has a result. It bounds the useful number of workers, and does not depend on it, so that the
    /// proposals do not.</summary>
    [Between(1, 1000)]
    public int ProposalBatch { get; init; } = 4;

    /// <summary>Minutes after which a sweep (one per mining iteration and outer fold) starts no new trials; its first ones always run. Without it there is no limit. Time spent
    /// before an interruption does not count. A run that meets the limit depends on timing.</summary>
    [Between(0.001, 1_000_000)]
    public double? BudgetMinutes { get; init; }
}

/// <summary>What one sweep searches.</summary>
/// <param name="Space">What may vary.</param>
/// <param name="Tuner">Who proposes: what <see cref="SweepOptions.Tuner"/> names.</param>
/// <param name="Seed">The seed of the proposals and of the trials.</param>
/// <param name="Baselines">Parameter sets to try first; together they are the first generation. Where there are more than trials, the first are computed.</param>
public sealed record SweepTask(SearchSpace Space, ITuner Tuner, NamedSeed Seed, IReadOnlyList<ParameterSet> Baselines);
