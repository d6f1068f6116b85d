namespace MerExperiments.Mining;

/// <summary>What a pool utterance must show to be given a pseudo-label, and how many may be.</summary>
public sealed record VotingOptions
{
    /// <summary>The highest <see cref="MaximumShare"/>.</summary>
    public const double HighestShare = 10;

    /// <summary>The least share of voters that must choose the label, 0.5 to 1.</summary>
    public double MinimumAgreement { get; init; } = 0.8;

    /// <summary>The least mean calibrated posterior of the label, 0 to 1.</summary>
    public double MinimumConfidence { get; init; } = 0.7;

    /// <summary>Other least confidences for some classes, by class name. The best public recipe for MER2024 asks less of rare classes.</summary>
    public IReadOnlyDictionary<string, double> MinimumConfidencePerClass { get; init; } = new Dictionary<string, double>();

    /// <summary>Whether each class has a quota of its own, by the square root of its human-labelled count; false for one quota in all.</summary>
    public bool ClassBalance { get; init; } = true;

    /// <summary>How many pseudo-labels an iteration may give, as a share of the human-labelled training utterances; above 0, to 10.</summary>
    public double MaximumShare { get; init; } = 0.5;

    /// <summary>The least confidence for a class.</summary>
    public double ConfidenceFor(string label) => MinimumConfidencePerClass.GetValueOrDefault(label, MinimumConfidence);

    /// <summary>The faults of these options, each placed by its JSON key below <paramref name="place"/>.</summary>
    public IReadOnlyList<Fault> Faults(string place, LabelSet labels)
    {
        List<Fault> faults = [];
        Require(MinimumAgreement, 0.5, 1, "minimumAgreement");
        Require(MinimumConfidence, 0, 1, "minimumConfidence");
        foreach ((string label, double confidence) in MinimumConfidencePerClass.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            Require(confidence, 0, 1, $"minimumConfidencePerClass.{label}");
            if (labels.IndexOf(label) < 0)
            {
                faults.Add(new Fault($"{place}.minimumConfidencePerClass.{label}", $"is no class{NearestName.Hint(label, labels.Names)}"));
            }
        }

        Require(MaximumShare, double.Epsilon, HighestShare, "maximumShare");
        return faults;

        void Require(double value, double low, double high, string key)
        {
            if (!(value >= low && value <= high))
            {
                string range = low == double.Epsilon ? $"above 0, to {high}" : FormattableString.Invariant($"{low} to {high}");
                faults.Add(new Fault($"{place}.{key}", FormattableString.Invariant($"is {value}; it must be {range}")));
            }
        }
    }
}
