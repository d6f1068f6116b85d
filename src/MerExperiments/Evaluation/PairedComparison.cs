using System.Text.Json.Serialization;

namespace MerExperiments.Evaluation;

/// <summary>The result of a paired test: whether B is better than A on the same utterances.</summary>
public sealed record PairedComparison
{
    private const double SignificanceLevel = 0.05;

    /// <summary>What is compared with what.</summary>
    public required ComparisonKind Kind { get; init; }

    /// <summary>The predictions that B must beat.</summary>
    public required ComparedPredictions A { get; init; }

    /// <summary>The predictions on which the verdict is.</summary>
    public required ComparedPredictions B { get; init; }

    /// <summary>The metric compared.</summary>
    public required Metric Metric { get; init; }

    /// <summary>The metric of B minus that of A.</summary>
    public required double Difference { get; init; }

    /// <summary>The 95% interval of the difference, by paired bootstrap.</summary>
    [JsonPropertyName("difference_ci95")]
    public required Interval DifferenceInterval { get; init; }

    /// <summary>Two-sided p-value by approximate randomisation (predictions of A and B exchanged at random).</summary>
    public required double P { get; init; }

    /// <summary>What the test shows of B: a difference only where p lies below 0.05 and the interval leaves 0 out on the difference's side.</summary>
    /// <remarks>The two seldom disagree, and then on the edge. Asking for both keeps a verdict from standing beside an interval that denies it.</remarks>
    public Verdict Verdict => P >= SignificanceLevel ? Verdict.NotShown
        : Difference > 0 && DifferenceInterval.Low > 0 ? Verdict.Better
        : Difference < 0 && DifferenceInterval.High < 0 ? Verdict.Worse
        : Verdict.NotShown;
}

/// <summary>Whose predictions a paired test compares. All null: the final ensemble of the condition in which the comparison stands.</summary>
public sealed record ComparedPredictions
{
    /// <summary>The one encoder that was used, alone; null for an ensemble.</summary>
    public string? Encoder { get; init; }

    /// <summary>The head of the light baseline; null for an ensemble or a single encoder.</summary>
    public string? LightHead { get; init; }

    /// <summary>The mining iteration of the ensemble, 0 before mining; null for the one chosen in the end.</summary>
    public int? Iteration { get; init; }

    /// <summary>The condition; null for the one in which the comparison stands.</summary>
    public string? Condition { get; init; }

    /// <summary>The run as <c>experiment/run-id</c>; null for the one in which the comparison stands.</summary>
    public string? Run { get; init; }
}

/// <summary>What a paired test shows of its second set of predictions, at the 5% level.</summary>
public enum Verdict
{
    /// <summary>It is better than the first.</summary>
    Better,

    /// <summary>It is worse than the first.</summary>
    Worse,

    /// <summary>No difference is shown. That does not show that they are equal.</summary>
    NotShown,
}

/// <summary>What a paired test compares with what.</summary>
public enum ComparisonKind
{
    /// <summary>The final ensemble (B) against the single encoder that is best on the test part itself, a baseline chosen in its own favour.</summary>
    BestSingle,

    /// <summary>The final ensemble (B) against the light baseline: the best of a few tuned classical models, chosen out of fold.</summary>
    LightBaseline,

    /// <summary>The ensemble of a mining iteration (B) against that of the one before.</summary>
    PreviousIteration,

    /// <summary>The final ensemble (B), which has mined, against the ensemble before mining.</summary>
    Unmined,

    /// <summary>The final ensemble of a condition (B) against that of the run's first condition.</summary>
    FirstCondition,

    /// <summary>The final ensemble of a run (B) against that of another run.</summary>
    OtherRun,
}
