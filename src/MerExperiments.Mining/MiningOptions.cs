using MerExperiments.Settings;

namespace MerExperiments.Mining;

/// <summary>How pseudo-labels are mined from the pool by multi-model voting, and for how long.</summary>
public sealed record MiningOptions
{
    /// <summary>The most mining iterations; 0 for no mining.</summary>
    [Between(0, 20)]
    public int Iterations { get; init; } = 3;

    /// <summary>How many models vote for a fold: the best trials by their score on the other folds.</summary>
    [Between(1, 50)]
    public int Voters { get; init; } = 5;

    /// <summary>What an utterance must show to be given a pseudo-label.</summary>
    [Inline]
    public VotingOptions Voting { get; init; } = new();

    /// <summary>The fewest new pseudo-labels of an iteration for which mining goes on after it.</summary>
    [Between(1, 1_000_000)]
    public int MinimumNewLabels { get; init; } = 1;

    /// <summary>Trials of the sweep in each later iteration, at least voters * 2: the best parameter sets are fitted again first. Without it, these alone.</summary>
    [Between(1, 100_000)]
    public int? Trials { get; init; }
}
