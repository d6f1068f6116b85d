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

    /// <summary>The 95% interval of <see cref="Accuracy"/>, by the same draws.</summary>
    [JsonPropertyName("accuracy_ci95")]
    public required Interval AccuracyInterval { get; init; }

    /// <summary>What the bootstrap drew; intervals of few speakers are too narrow.</summary>
    public required ResampledUnits Resampled { get; init; }

    /// <summary>Each class's scores, in the label set's order.</summary>
    public required IReadOnlyList<ClassScore> PerClass { get; init; }

    /// <summary>Counts, rows = true class, columns = predicted class, in the label set's order.</summary>
    public required IReadOnlyList<IReadOnlyList<int>> Confusion { get; init; }

    /// <summary>Which labels it was scored on.</summary>
    public required ScoredLabels ScoredOn { get; init; }

    /// <summary>One metric of the set, with its 95% interval.</summary>
    public MetricScore Of(Metric metric) => metric switch
    {
        Metric.Waf => new MetricScore(Waf, WafInterval),
        Metric.Uar => new MetricScore(Uar, UarInterval),
        _ => new MetricScore(Accuracy, AccuracyInterval),
    };
}

/// <summary>A metric's value on a set of predictions.</summary>
/// <param name="Value">The value, 0 to 1.</param>
/// <param name="Interval">Its 95% interval.</param>
public sealed record MetricScore(double Value, Interval Interval);

/// <summary>What a bootstrap draws with replacement.</summary>
/// <param name="Count">How many there are.</param>
/// <param name="Unit">What they are, in the plural: <c>utterances</c>, <c>speakers</c> or what else the corpus groups by.</param>
public sealed record ResampledUnits(int Count, string Unit);

/// <summary>Which labels predictions were scored on. Pseudo-labels are never among them.</summary>
public enum ScoredLabels
{
    /// <summary>Human labels of the test part, which chose nothing.</summary>
    HumanLabelsOfTestPart,

    /// <summary>Human labels of the labelled part, each scored by models that did not train on it (of all outer folds together where there are several).</summary>
    HumanLabelsOutOfFold,
}

/// <summary>How well one class was told from the others.</summary>
/// <param name="Label">The class.</param>
/// <param name="Support">How many utterances truly have it.</param>
/// <param name="Precision">Right among those predicted; 0 where none was predicted.</param>
/// <param name="Recall">Right among those that have it; 0 where none has it.</param>
/// <param name="F1">The harmonic mean of the two; 0 where undefined.</param>
public sealed record ClassScore(string Label, int Support, double Precision, double Recall, double F1);
