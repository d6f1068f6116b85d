namespace MerExperiments.Runs;

/// <summary>What <c>metrics.json</c> holds: the scores of a finished run. Equal runs give equal bytes, so nothing in it depends on time or place.</summary>
public sealed record RunMetrics
{
    /// <summary>The experiment's name.</summary>
    public required string Experiment { get; init; }

    /// <summary>The question it asks.</summary>
    public required string Question { get; init; }

    /// <summary>The answer in one sentence, with its figures.</summary>
    public required string Answer { get; init; }

    /// <summary>The metric that ranked trials: <c>waf</c>, <c>uar</c> or <c>accuracy</c>.</summary>
    public required string Metric { get; init; }

    /// <summary>The class names, in order.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>How the final numbers were kept from choosing themselves, in words.</summary>
    public required string Protocol { get; init; }

    /// <summary>The conditions; a run has one unless its experiment sets several pool fractions.</summary>
    public required IReadOnlyList<ConditionMetrics> Conditions { get; init; }
}
