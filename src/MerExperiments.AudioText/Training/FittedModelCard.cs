using MerExperiments.AudioText.LanguageModels;

namespace MerExperiments.AudioText.Training;

/// <summary>What a fitted model's <c>model.json</c> says.</summary>
internal sealed record FittedModelCard
{
    /// <summary>The layout that is written and read.</summary>
    public const int KnownLayout = 2;

    /// <summary>The version of the folder's layout.</summary>
    public int Layout { get; init; } = KnownLayout;

    /// <summary>The classes, in order.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>The encoder whose frames it hears.</summary>
    public required string Encoder { get; init; }

    /// <summary>Values per frame.</summary>
    public required int FrameDimension { get; init; }

    /// <summary>What the model is made of, and how it was trained.</summary>
    public required AudioTextOptions Options { get; init; }

    /// <summary>The language model's shape.</summary>
    public required LanguageModelConfiguration Language { get; init; }

    /// <summary>The training's seed.</summary>
    public required NamedSeed Seed { get; init; }

    /// <summary>The share of each class among the rows trained on.</summary>
    public required IReadOnlyList<double> Shares { get; init; }

    /// <summary>What came of the training.</summary>
    public required TrainingOutcome Outcome { get; init; }
}

/// <summary>What came of a training.</summary>
/// <param name="TrainingRows">Rows trained on.</param>
/// <param name="ValidationRows">Rows that chose the epoch; 0 where there were too few to set any aside, and then the last epoch is kept.</param>
/// <param name="Epochs">Epochs trained.</param>
/// <param name="BestEpoch">The epoch whose weights are kept, from 1.</param>
/// <param name="ValidationWaf">Its weighted average F1 on the validation rows; null where there are none. It chose the epoch, so it is no estimate for other rows.</param>
/// <param name="ValidationLoss">Its cross-entropy on them, in nats.</param>
public sealed record TrainingOutcome(int TrainingRows, int ValidationRows, int Epochs, int BestEpoch, double? ValidationWaf, double? ValidationLoss);
