using System.Globalization;

namespace MerExperiments.AudioText.Training;

/// <summary>The ranges of the options of a model and of its training.</summary>
internal static class TrainingRules
{
    /// <summary>What is out of range, all of it at once.</summary>
    /// <param name="options">How to train.</param>
    /// <param name="place">How faults call them: <c>training</c>.</param>
    public static IEnumerable<Fault> Of(TrainingOptions options, string place) =>
    [
        .. Whole(place, "epochs", options.Epochs, 1, 1000),
        .. Whole(place, "batchRows", options.BatchRows, 1, 4096),
        .. Whole(place, "accumulatedBatches", options.AccumulatedBatches, 1, 1024),
        .. Rule(place, "learningRate", options.LearningRate, options.LearningRate > 0, "above 0"),
        .. Rule(place, "warmUp", options.WarmUp, options.WarmUp is >= 0 and <= 1, "in 0..1"),
        .. Rule(place, "weightDecay", options.WeightDecay, options.WeightDecay >= 0, "0 or more"),
        .. Rule(place, "gradientNorm", options.GradientNorm, options.GradientNorm > 0, "above 0"),
        .. Enum.IsDefined(options.Balance) ? [] : new[] { new Fault($"{place}.balance", $"is {options.Balance}; it must be none, weights or sampling") },
        .. Whole(place, "patience", options.Patience, 1, int.MaxValue),
        .. Rule(place, "validationShare", options.ValidationShare, options.ValidationShare is > 0 and <= 0.5, "above 0 and at most 0.5"),
        .. Whole(place, "checkpointSteps", options.CheckpointSteps, 1, int.MaxValue),
    ];

    /// <inheritdoc cref="Of(TrainingOptions, string)"/>
    public static IEnumerable<Fault> Of(JointModelOptions options, string place) =>
    [
        .. Whole(place, "downsampling", options.Downsampling, 1, 64),
        .. Whole(place, "longestAudio", options.LongestAudio, 1, int.MaxValue),
        .. Whole(place, "longestText", options.LongestText, 1, int.MaxValue),
        .. Enum.IsDefined(options.Arrangement) ? [] : new[] { new Fault($"{place}.arrangement", $"is {options.Arrangement}; it must be sound-first or interleaved") },
        .. Enum.IsDefined(options.Pooling) ? [] : new[] { new Fault($"{place}.pooling", $"is {options.Pooling}; it must be last-token, mean or attention") },
        .. Rule(place, "dropout", options.Dropout, options.Dropout is >= 0 and < 1, "0 or more and below 1"),
        .. Rule(place, "audioAlone", options.AudioAlone, options.AudioAlone is >= 0 and <= 1, "in 0..1"),
        .. Rule(place, "textAlone", options.TextAlone, options.TextAlone is >= 0 and <= 1, "in 0..1"),
        .. Rule(place, "audioAlone + textAlone", options.AudioAlone + options.TextAlone, !(options.AudioAlone + options.TextAlone > 1), "at most 1"),
        .. Rule(place, "classLoss", options.ClassLoss, options.ClassLoss >= 0, "0 or more"),
        .. Rule(place, "wordLoss", options.WordLoss, options.WordLoss >= 0, "0 or more"),
        .. Rule(place, "classLoss + wordLoss", options.ClassLoss + options.WordLoss, options.ClassLoss + options.WordLoss != 0, "above 0: one of the two losses is needed"),
        .. options is { FixedHead: true, ClassLoss: 0 } ? [new Fault($"{place}.fixedHead", "is true while classLoss is 0: nothing would turn the hidden states towards it; give classLoss weight, or train the head")] : Array.Empty<Fault>(),
        .. options.LowRank is { } adapters ? Of(adapters, $"{place}.lowRank") : [],
    ];

    private static IEnumerable<Fault> Of(LowRankOptions options, string place) =>
    [
        .. Whole(place, "rank", options.Rank, 1, 1024),
        .. Rule(place, "alpha", options.Alpha, options.Alpha > 0, "above 0"),
        .. Rule(place, "dropout", options.Dropout, options.Dropout is >= 0 and < 1, "0 or more and below 1"),
    ];

    private static IEnumerable<Fault> Whole(string place, string name, int value, int least, int most) => Rule(
        place, name, value, value >= least && value <= most,
        most == int.MaxValue ? $"{least} or more" : string.Create(CultureInfo.InvariantCulture, $"a whole number in {least}..{most}"));

    private static IEnumerable<Fault> Rule(string place, string name, double value, bool holds, string rule) => holds && double.IsFinite(value)
        ? []
        : [new Fault($"{place}.{name}", string.Create(CultureInfo.InvariantCulture, $"is {value}; it must be {rule}"))];
}
