using MerExperiments.Evaluation;

namespace MerExperiments.Runs;

/// <summary>One mining iteration: what it mined, and how the ensemble trained with it scores on human labels.</summary>
public sealed record IterationMetrics
{
    /// <summary>0 before mining, then 1, 2, …</summary>
    public required int Iteration { get; init; }

    /// <summary>The ensemble out of fold, on the human labels of the labelled part; weights cross-fitted.</summary>
    public required ScoredSet OutOfFold { get; init; }

    /// <summary>The ensemble on the test part. It is reported, and chooses nothing.</summary>
    public required ScoredSet Test { get; init; }

    /// <summary>How many pool utterances carry a pseudo-label in at least one fold's training part (mean over outer folds).</summary>
    public required double PseudoLabelled { get; init; }

    /// <summary>Pseudo-labels per class: mean over folds (and outer folds) of how many entered a training part.</summary>
    public required IReadOnlyDictionary<string, double> PseudoLabelsPerClass { get; init; }

    /// <summary>The share of pseudo-labels that match the pool's true labels, where these are kept apart for judging; null else.</summary>
    public double? PseudoLabelPrecision { get; init; }

    /// <summary>The ensemble's weights by trial id (of the first outer fold), heaviest first.</summary>
    public required IReadOnlyDictionary<string, double> EnsembleWeights { get; init; }

    /// <summary>Against the iteration before, on the test part; null for iteration 0.</summary>
    public PairedComparison? AgainstPrevious { get; init; }

    /// <summary>Why mining ended after this iteration; null where it went on.</summary>
    public string? StopReason { get; init; }
}
