using MerExperiments.Media.Preparation;
using MerExperiments.Settings;

namespace MerExperiments.Pipeline;

/// <summary>Which data the final numbers come from, and how much of the labels is hidden.</summary>
public sealed record EvaluationSettings
{
    /// <summary>Which data: test-part, the corpus's test part, or outer-folds, each utterance once, as part of an outer fold that its whole flow never saw.</summary>
    public EvaluationKind Kind { get; init; } = EvaluationKind.TestPart;

    /// <summary>The number of outer folds; they leave speakers out where speakers are known.</summary>
    [Between(2, 50)]
    [OnlyFor(EvaluationKind.OuterFolds)]
    public int OuterFolds { get; init; } = 5;

    /// <summary>The shares of the training utterances whose labels are hidden and that become the pool; one condition each. Other than [0] needs outer folds.</summary>
    [Between(0, 0.9)]
    public ValueList<double> PoolFractions { get; init; } = [0.0];

    /// <summary>What sound trains and what sound is tested, one condition each, the later ones compared with the first: clean, noisy (trained clean),
    /// denoised (both), noise-trained (both noisy), noise-trained-denoised (both noisy, both denoised). Without it, one condition on the sound as prepared. Needs prepare.noise.</summary>
    [Names(NameKind.SoundCondition)]
    public ValueList<string>? Conditions { get; init; }

    /// <summary>Encoders of which each is left out of late fusion in a condition of its own, compared with the condition that has all; <c>audio-text</c> is the joint model. Without it, none is left out.</summary>
    public ValueList<string>? Without { get; init; }

    /// <summary>Whether a few classical models are tuned on the same features and folds, and their best one stands beside the answer: true or false.</summary>
    public bool LightBaseline { get; init; } = true;

    /// <summary>What does not go together.</summary>
    internal IEnumerable<Fault> Faults(Setting section, ExperimentConfiguration experiment) =>
        [.. PoolFaults(section), .. SoundFaults(section, experiment.Prepare), .. OneDifference(section), .. WithoutFaults(section, experiment)];

    private IEnumerable<Fault> PoolFaults(Setting section)
    {
        if (Kind == EvaluationKind.TestPart && PoolFractions is not [0])
        {
            yield return section.FaultOf("poolFractions", $"is [{PoolFractions}]; other than [0] it needs evaluation.kind to be outer-folds");
        }
    }

    private IEnumerable<Fault> SoundFaults(Setting section, PrepareOptions prepare)
    {
        if (Conditions is not null && !prepare.HasNoise)
        {
            yield return section.FaultOf("conditions", $"is [{Conditions}], but prepare.noise.kind is none; conditions differ in noise, so it must name one");
        }

        if (Conditions?.FirstOrDefault(name => name.EndsWith("denoised", StringComparison.Ordinal)) is { } denoised && prepare.Denoise == NamesAttribute.None)
        {
            yield return section.FaultOf("conditions", $"holds {denoised}, but prepare.denoise is none; it must name a denoiser");
        }
    }

    private IEnumerable<Fault> WithoutFaults(Setting section, ExperimentConfiguration experiment)
    {
        if (Without is null || experiment.Encoders is null)
        {
            yield break;
        }

        IReadOnlyList<string> encoders = experiment.FusedEncoders;
        foreach (string name in Without.Where(name => !encoders.Contains(name)))
        {
            yield return section.FaultOf("without", $"holds \"{name}\", which the experiment does not have{NearestName.Hint(name, [.. encoders])}");
        }

        if (encoders.Count == 1)
        {
            yield return section.FaultOf("without", $"is [{Without}], but the experiment has no other encoder; it must have two or more");
        }
    }

    /// <summary>Conditions differ in one thing only, so that a difference in scores says what made it.</summary>
    private IEnumerable<Fault> OneDifference(Setting section)
    {
        (string Key, bool IsSet)[] differences = [("without", Without is not null), ("conditions", Conditions is not null), ("poolFractions", PoolFractions is not [0])];
        string[] set = [.. differences.Where(difference => difference.IsSet).Select(difference => difference.Key)];
        for (int first = 0; first < set.Length; first++)
        {
            foreach (string other in set[(first + 1)..])
            {
                yield return section.FaultOf(set[first], $"is set beside {other}; conditions differ in one thing only, so leave one of the two out");
            }
        }
    }
}

/// <summary>Which data the final numbers come from. It chooses nothing.</summary>
public enum EvaluationKind
{
    /// <summary>The corpus's test part.</summary>
    TestPart,

    /// <summary>Each utterance once, as part of an outer fold that its whole flow never saw.</summary>
    OuterFolds,
}
