using MerExperiments.Settings;

namespace MerExperiments.Mining;

/// <summary>What a pool utterance must show to be given a pseudo-label, and how many may be.</summary>
public sealed record VotingOptions
{
    /// <summary>Whether each class gets a quota, by the square root of its human-labelled count, so that rare classes are mined too; false for one quota in all.</summary>
    public bool ClassBalance { get; init; } = true;

    /// <summary>The least share of voters that must agree on the class.</summary>
    [Between(0.5, 1)]
    public double MinimumAgreement { get; init; } = 0.8;

    /// <summary>The least mean calibrated posterior of the class over all voters.</summary>
    [Between(0, 1)]
    public double MinimumConfidence { get; init; } = 0.7;

    /// <summary>Other least confidences for some classes, by class name. The best public recipe for MER2024 asks less of rare classes.</summary>
    [Between(0, 1)]
    public ValueMap MinimumConfidencePerClass { get; init; } = new();

    /// <summary>The most pseudo-labels of the first mining iteration, as a multiple of the human labels in the training part; iteration k may give k times as many.</summary>
    [Between(0.01, 10)]
    public double MaximumShare { get; init; } = 0.5;

    /// <summary>The least confidence for a class.</summary>
    public double ConfidenceFor(string label) => MinimumConfidencePerClass.GetValueOrDefault(label, MinimumConfidence);

    /// <summary>What is out of its range, or names no class; each fault is placed by its key below <paramref name="place"/>.</summary>
    public IReadOnlyList<Fault> Faults(string place, LabelSet labels) =>
    [
        .. OptionsCheck.Faults(this, place),
        .. MinimumConfidencePerClass.Keys.Where(label => labels.IndexOf(label) < 0)
            .Select(label => new Fault($"{place}.minimumConfidencePerClass.{label}", $"is no class{NearestName.Hint(label, labels.Names)}")),
    ];

    /// <summary>These options for a later mining iteration: the share grows turn by turn, because later voters are better and are trusted with more of the pool.</summary>
    /// <param name="iteration">The mining iteration, 1 or more.</param>
    public VotingOptions At(int iteration) => this with { MaximumShare = Math.Min(10, MaximumShare * iteration) };
}
