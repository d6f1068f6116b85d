namespace MerExperiments.Runs;

/// <summary>How a trial ended: committed once as <c>result.json</c>.</summary>
public sealed record TrialResult
{
    /// <summary>How it ended.</summary>
    public required TrialState State { get; init; }

    /// <summary>The metric on the out-of-fold posteriors of human labels; null unless completed. Higher is better.</summary>
    public double? Score { get; init; }

    /// <summary>The metric on each fold's validation part, by fold.</summary>
    public IReadOnlyList<double> FoldScores { get; init; } = [];

    /// <summary>Why it failed or was pruned; null where completed.</summary>
    public string? Reason { get; init; }

    /// <summary>Processor-bound wall time of its fold fits, in seconds. Informative only: it decides nothing.</summary>
    public double Seconds { get; init; }
}
