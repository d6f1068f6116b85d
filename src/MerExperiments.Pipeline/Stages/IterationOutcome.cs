namespace MerExperiments.Pipeline.Stages;

/// <summary>What one mining iteration left: its ensemble's posteriors and what went into it.</summary>
public sealed record IterationOutcome
{
    /// <summary>0 before mining, then 1, 2, …</summary>
    public required int Iteration { get; init; }

    /// <summary>The ensemble's weights by trial id, heaviest first.</summary>
    public required IReadOnlyList<KeyValuePair<string, double>> Weights { get; init; }

    /// <summary>The ensemble on the labelled part, out of fold: no fit trained on a row it scores, and the weights that score a fold were fitted on the others.</summary>
    public required Posteriors OutOfFold { get; init; }

    /// <summary>The metric of <see cref="OutOfFold"/>.</summary>
    public required double OutOfFoldScore { get; init; }

    /// <summary>The ensemble on the test part.</summary>
    public required Posteriors Test { get; init; }

    /// <summary>The ensemble on the pool.</summary>
    public required Posteriors Pool { get; init; }

    /// <summary>The pseudo-labels its trials trained with; none in iteration 0.</summary>
    public required IReadOnlyList<PseudoLabel> PseudoLabels { get; init; }

    /// <summary>Why mining ended after this iteration; null where it went on.</summary>
    public string? StopReason { get; init; }
}
