using MerExperiments.Evaluation;
using MerExperiments.Search;

namespace MerExperiments.Runs;

/// <summary>What the best of a few tuned classical models reaches on the same features, folds and test part: the yardstick of a search.</summary>
public sealed record LightBaselineMetrics
{
    /// <summary>The chosen model's head (of the first outer fold, where there are several).</summary>
    public required string Head { get; init; }

    /// <summary>Its parameters.</summary>
    public required ParameterSet Parameters { get; init; }

    /// <summary>Its out-of-fold score, which chose it.</summary>
    public required double OutOfFold { get; init; }

    /// <summary>It on the test part.</summary>
    public required ScoredSet Test { get; init; }
}
