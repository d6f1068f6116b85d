using System.Globalization;

namespace MerExperiments.AudioText.Training;

/// <summary>What is said when a device has no memory left.</summary>
internal static class OutOfMemory
{
    /// <summary>Whether torch failed for want of memory; it tells by its text alone.</summary>
    public static bool Is(Exception failure) =>
        failure.Message.Contains("out of memory", StringComparison.OrdinalIgnoreCase) || failure.Message.Contains("can't allocate memory", StringComparison.OrdinalIgnoreCase);

    /// <summary>The refusal, with what would fit.</summary>
    /// <param name="training">How it was trained.</param>
    /// <param name="model">What was trained.</param>
    /// <param name="longest">Places of the longest row.</param>
    /// <param name="checkpoint">Where training can go on; null where nothing was kept.</param>
    public static InvalidInputException Refusal(TrainingOptions training, JointModelOptions model, int longest, string? checkpoint)
    {
        string[] same =
        [
            .. training.BatchRows > 1 ? [Halved(training)] : Array.Empty<string>(),
            .. training.Recompute ? [] : new[] { "recompute true (a layer's inner values are computed again: slower, a fraction of the memory)" },
        ];
        string[] other =
        [
            .. model.LongestAudio > 1 ? [string.Create(CultureInfo.InvariantCulture, $"longestAudio below {model.LongestAudio}")] : Array.Empty<string>(),
            .. model.LowRank is null ? new[] { "adapters (lowRank) on a frozen model" } : [],
            "a smaller language model",
        ];
        string kept = checkpoint is null ? string.Empty : $"; what was trained so far is kept in {checkpoint}";
        string goesOn = same.Length == 0 ? string.Empty : $" Try {string.Join(", or ", same)}{(checkpoint is null ? string.Empty : "; with recompute training goes on from the checkpoint")}.";
        return new InvalidInputException(
            "training.batchRows",
            string.Create(CultureInfo.InvariantCulture, $"is {training.BatchRows}; the device ran out of memory with rows of up to {longest} places{kept}.{goesOn} ")
            + $"{(same.Length == 0 ? "Try" : "Else, training anew,")} {string.Join(", or ", other)}.");
    }

    /// <summary>The most rows, at most half as many, that make steps of the same size.</summary>
    private static string Halved(TrainingOptions training)
    {
        int step = training.BatchRows * training.AccumulatedBatches;
        int rows = Enumerable.Range(1, training.BatchRows / 2).Last(count => step % count == 0);
        return string.Create(CultureInfo.InvariantCulture, $"batchRows {rows} with accumulatedBatches {step / rows} (the same rows in each step)");
    }
}
