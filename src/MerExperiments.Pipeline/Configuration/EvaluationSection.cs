using MerExperiments.Settings;

namespace MerExperiments.Pipeline.Configuration;

/// <summary>Which data the final numbers come from, and how much of the labels is hidden.</summary>
public sealed record EvaluationSection
{
    /// <summary>Which data.</summary>
    public EvaluationKind Kind { get; init; } = EvaluationKind.TestPart;

    /// <summary>The number of outer folds; they leave speakers out where speakers are known.</summary>
    [Between(2, 50)]
    [OnlyFor(EvaluationKind.OuterFolds)]
    public int OuterFolds { get; init; } = 5;

    /// <summary>The shares of the training utterances whose labels are hidden and that become the pool; one condition each. Other than [0] needs outer folds.</summary>
    [Between(0, 0.9)]
    public ValueList<double> PoolFractions { get; init; } = [0.0];

    /// <summary>What sound trains and what sound is tested, one condition each, the later ones compared with the first: clean, noisy (trained clean),
    /// denoised (both), noise-trained (both noisy), noise-trained-denoised (both noisy, both denoised). Null means one condition on the sound as prepared. Needs prepare.noise.</summary>
    [Names(NameKind.SoundCondition)]
    public ValueList<string>? Conditions { get; init; }

    /// <summary>Encoders of which each is left out of late fusion in a condition of its own, compared with the condition that has all; <c>audio-text</c> is the joint model. Null means none.</summary>
    public ValueList<string>? Without { get; init; }
}
