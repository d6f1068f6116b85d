using System.Text.Json.Serialization;

namespace MerExperiments.Evaluation;

/// <summary>All the scores of one set of predictions, as <c>metrics.json</c> holds them.</summary>
public sealed record ScoredSet
{
    /// <summary>How many utterances were scored.</summary>
    public required int N { get; init; }

    /// <summary>Weighted average F1: the sum over classes of (support / n) * F1. The ranking metric.</summary>
    public required double Waf { get; init; }

    /// <summary>The share of utterances predicted right.</summary>
    public required double Accuracy { get; init; }

    /// <summary>Unweighted average recall: the mean recall of the classes that have support.</summary>
    public required double Uar { get; init; }

    /// <summary>The 95% interval of <see cref="Waf"/>, by bootstrap over utterances (over speakers where they are known).</summary>
    [JsonPropertyName("waf_ci95")]
    public required Interval WafInterval { get; init; }

    /// <summary>The 95% interval of <see cref="Uar"/>, by the same draws.</summary>
    [JsonPropertyName("uar_ci95")]
    public required Interval UarInterval { get; init; }

    /// <summary>What the bootstrap drew, and of how many, e.g. <c>600 utterances</c> or <c>10 speakers</c>; intervals of few speakers are too narrow.</summary>
    public required string Resampled { get; init; }

    /// <summary>Each class's scores, in the label set's order.</summary>
    public required IReadOnlyList<ClassScore> PerClass { get; init; }

    /// <summary>Counts, rows = true class, columns = predicted class, in the label set's order.</summary>
    public required IReadOnlyList<IReadOnlyList<int>> Confusion { get; init; }

    /// <summary>Which labels it was scored on, in words, e.g. <c>human labels of the test part, which chose nothing</c>.</summary>
    public required string ScoredOn { get; init; }
}
