using MerExperiments.Search;

namespace MerExperiments.Runs;

/// <summary>What a trial will compute: written as <c>spec.json</c> before it starts, and never changed.</summary>
public sealed record TrialSpec
{
    /// <summary>The trial's number in its sweep, 0 or more; its id in file names is this number in four digits.</summary>
    public required int Number { get; init; }

    /// <summary>The parameter set.</summary>
    public required ParameterSet Parameters { get; init; }

    /// <summary>The seed of everything random in the trial.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Who proposed it: <c>baseline</c> for the given first ones, else the tuner's name.</summary>
    public required string ProposedBy { get; init; }

    /// <summary>The number in four digits, e.g. <c>0007</c>.</summary>
    public string Id => Number.ToString("D4", System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>A trial as it stands on disk: what it was to compute and, where it ended, how.</summary>
/// <param name="Spec">What it computes.</param>
/// <param name="Result">How it ended, or null where it has not.</param>
public sealed record TrialRecord(TrialSpec Spec, TrialResult? Result);

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

/// <summary>How a trial ended.</summary>
public enum TrialState
{
    /// <summary>All fold fits were scored.</summary>
    Completed,

    /// <summary>It could not be computed; the reason says why. It has no score, not a worst score.</summary>
    Failed,

    /// <summary>It was stopped early because it could no longer win. That is not a failure.</summary>
    Pruned,
}
