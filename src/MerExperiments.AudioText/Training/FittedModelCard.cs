using MerExperiments.AudioText.LanguageModels;

namespace MerExperiments.AudioText.Training;

/// <summary>What a fitted model's <c>model.json</c> says.</summary>
internal sealed record FittedModelCard
{
    /// <summary>The layout that is written and read.</summary>
    public const int KnownLayout = 1;

    /// <summary>The version of the folder's layout.</summary>
    public int Layout { get; init; } = KnownLayout;

    /// <summary>The classes, in order.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>The encoder whose frames it hears.</summary>
    public required string Encoder { get; init; }

    /// <summary>Values per frame.</summary>
    public required int FrameDimension { get; init; }

    /// <summary>The joint model.</summary>
    public required JointModelOptions Options { get; init; }

    /// <summary>The language model's shape.</summary>
    public required LanguageModelConfiguration Language { get; init; }

    /// <summary>How it was trained.</summary>
    public required TrainingOptions Training { get; init; }

    /// <summary>The share of each class among the rows trained on.</summary>
    public required IReadOnlyList<double> Shares { get; init; }

    /// <summary>What came of the training.</summary>
    public required TrainingOutcome Outcome { get; init; }
}
