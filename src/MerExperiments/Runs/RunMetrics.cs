using MerExperiments.Evaluation;

namespace MerExperiments.Runs;

/// <summary>What <c>metrics.json</c> holds: the scores of a finished run, as facts; the report puts them into words. Equal runs give equal bytes, so nothing in it depends on time or place.</summary>
public sealed record RunMetrics
{
    /// <summary>The experiment's name.</summary>
    public required string Experiment { get; init; }

    /// <summary>The question it asks.</summary>
    public required string Question { get; init; }

    /// <summary>The metric that ranked trials.</summary>
    public required Metric Metric { get; init; }

    /// <summary>The class names, in order.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>How the final numbers were kept from choosing themselves.</summary>
    public required RunProtocol Protocol { get; init; }

    /// <summary>The conditions; a run has one unless its experiment compares several.</summary>
    public required IReadOnlyList<ConditionMetrics> Conditions { get; init; }
}
