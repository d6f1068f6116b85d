using MerExperiments.Evaluation;

namespace MerExperiments.Runs;

/// <summary>How far one encoder comes alone: its best trial before mining.</summary>
public sealed record SingleModalityMetrics
{
    /// <summary>The encoder.</summary>
    public required string Encoder { get; init; }

    /// <summary>Its modality.</summary>
    public required Modality Modality { get; init; }

    /// <summary>The head of the chosen trial (of the first outer fold, where there are several).</summary>
    public required string Head { get; init; }

    /// <summary>Its out-of-fold score, which chose it.</summary>
    public required double OutOfFold { get; init; }

    /// <summary>It on the test part.</summary>
    public required ScoredSet Test { get; init; }
}
