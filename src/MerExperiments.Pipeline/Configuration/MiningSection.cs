using MerExperiments.Settings;

namespace MerExperiments.Pipeline.Configuration;

/// <summary>How pseudo-labels are mined from the pool by multi-model voting.</summary>
public sealed record MiningSection
{
    /// <summary>The most mining iterations; 0 for no mining.</summary>
    [Between(0, 20)]
    public int Iterations { get; init; } = 3;

    /// <summary>How many models vote for a fold: the best trials by their score on the other folds.</summary>
    [Between(1, 50)]
    public int Voters { get; init; } = 5;

    /// <summary>Whether each class gets a quota, so that rare classes are mined too.</summary>
    public bool ClassBalance { get; init; } = true;

    /// <summary>The least share of voters that must agree on the class.</summary>
    [Between(0.5, 1)]
    public double MinimumAgreement { get; init; } = 0.8;

    /// <summary>The least mean calibrated posterior of the class over all voters.</summary>
    [Between(0, 1)]
    public double MinimumConfidence { get; init; } = 0.7;

    /// <summary>The most pseudo-labels of the first mining iteration, as a multiple of the human labels in the training part; iteration k may give k times as many.</summary>
    [Between(0.01, 10)]
    public double MaximumShare { get; init; } = 0.5;

    /// <summary>Trials of the sweep in each later iteration, at least <c>voters * 2</c>: the best parameter sets are fitted again first. Null: these alone.</summary>
    [Between(1, 100_000)]
    public int? Trials { get; init; }
}
