namespace MerExperiments.Benchmarks;

/// <summary>The seconds of one action in each turn.</summary>
/// <param name="WallSeconds">What a clock on the wall shows; it holds the wait for whatever else the machine does.</param>
/// <param name="ProcessorSeconds">What the work costs.</param>
internal sealed record Timing(IReadOnlyList<double> WallSeconds, IReadOnlyList<double> ProcessorSeconds)
{
    /// <summary>How many times as long as another action this one takes: the median over turns, each measured side by side.</summary>
    public double Against(Timing other) => Median(WallSeconds.Zip(other.WallSeconds, (mine, its) => mine / its));

    /// <summary>The middle value, or the upper one of two.</summary>
    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }

    /// <summary>"median (least-most)".</summary>
    public static string Describe(IReadOnlyList<double> values, string format = "0.00") => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"{Median(values).ToString(format)} ({values.Min().ToString(format)}-{values.Max().ToString(format)})");
}
