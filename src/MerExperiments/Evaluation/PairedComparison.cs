using System.Text.Json.Serialization;

namespace MerExperiments.Evaluation;

/// <summary>The result of a paired test: whether b is better than a on the same utterances.</summary>
public sealed record PairedComparison
{
    /// <summary>The name of the first set of predictions.</summary>
    public required string A { get; init; }

    /// <summary>The name of the second.</summary>
    public required string B { get; init; }

    /// <summary>The metric compared, e.g. <c>waf</c>.</summary>
    public required string Metric { get; init; }

    /// <summary>The metric of B minus that of A.</summary>
    public required double Difference { get; init; }

    /// <summary>The 95% interval of the difference, by paired bootstrap.</summary>
    [JsonPropertyName("difference_ci95")]
    public required Interval DifferenceInterval { get; init; }

    /// <summary>Two-sided p-value by approximate randomisation (predictions of A and B exchanged at random).</summary>
    public required double P { get; init; }

    /// <summary>In words: <c>better</c>, <c>worse</c>, or <c>no difference shown</c>, at the 5% level.</summary>
    public required string Verdict { get; init; }
}
