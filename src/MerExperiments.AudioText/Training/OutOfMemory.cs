using System.Globalization;

namespace MerExperiments.AudioText.Training;

/// <summary>What is said when a device has no memory left.</summary>
internal static class OutOfMemory
{
    /// <summary>Whether torch failed for want of memory; it tells by its text alone.</summary>
    public static bool Is(Exception failure) =>
        failure.Message.Contains("out of memory", StringComparison.OrdinalIgnoreCase) || failure.Message.Contains("can't allocate memory", StringComparison.OrdinalIgnoreCase);

    /// <summary>The refusal, with what would fit.</summary>
    /// <param name="options">What was trained, and how.</param>
    /// <param name="longest">Places of the longest row.</param>
    /// <param name="checkpoint">Where training can go on; null where nothing was kept.</param>
    public static InvalidInputException Refusal(AudioTextOptions options, int longest, string? checkpoint)
    {
        string[] same =
        [
            .. options.Batch > 1 ? [Halved(options)] : Array.Empty<string>(),
            .. options.Recompute ? [] : new[] { "audioText.recompute true (a layer's inner values are computed again: slower, a fraction of the memory)" },
        ];
        string[] other =
        [
            .. options.LongestAudio > 1 ? [string.Create(CultureInfo.InvariantCulture, $"audioText.longestAudio below {options.LongestAudio}")] : Array.Empty<string>(),
            .. options.Adapters is null ? new[] { "adapters (audioText.lowRank) on a frozen model" } : [],
            "a smaller language model",
        ];
        string kept = checkpoint is null ? string.Empty : $"; what was trained so far is kept in {checkpoint}";
        string goesOn = same.Length == 0 ? string.Empty : $" Try {string.Join(", or ", same)}{(checkpoint is null ? string.Empty : "; with audioText.recompute training goes on from the checkpoint")}.";
        return new InvalidInputException(
            "audioText.batch",
            string.Create(CultureInfo.InvariantCulture, $"is {options.Batch}; the device ran out of memory with rows of up to {longest} places{kept}.{goesOn} ")
            + $"{(same.Length == 0 ? "Try" : "Else, training anew,")} {string.Join(", or ", other)}.");
    }

    /// <summary>The most rows, at most half as many, that make steps of the same size.</summary>
    private static string Halved(AudioTextOptions options)
    {
        int step = options.Batch * options.Accumulation;
        int rows = Enumerable.Range(1, options.Batch / 2).Last(count => step % count == 0);
        return string.Create(CultureInfo.InvariantCulture, $"audioText.batch {rows} with audioText.accumulation {step / rows} (the same rows in each step)");
    }
}
