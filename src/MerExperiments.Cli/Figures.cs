using System.Globalization;
using MerExperiments.Evaluation;
using MerExperiments.Runs;

namespace MerExperiments.Cli;

/// <summary>How figures are printed.</summary>
internal static class Figures
{
    public static string Score(double score) => score.ToString("F3", CultureInfo.InvariantCulture);

    public static string WithInterval(double score, Interval interval) => $"{Score(score)} [{Score(interval.Low)}, {Score(interval.High)}]";

    public static string Seconds(double seconds) => seconds.ToString("F1", CultureInfo.InvariantCulture);

    /// <summary>A size in the largest unit of which it has one or more, e.g. <c>1.5 GiB</c>.</summary>
    public static string Bytes(long bytes)
    {
        string[] units = ["B", "KiB", "MiB", "GiB", "TiB"];
        int unit = bytes < 1024 ? 0 : Math.Min(units.Length - 1, (int)Math.Log(bytes, 1024));
        return string.Create(CultureInfo.InvariantCulture, $"{bytes / Math.Pow(1024, unit):0.#} {units[unit]}");
    }

    /// <summary>A set's score by the metric that ranks, with its interval where there is one.</summary>
    public static string Ranked(ScoredSet set, string metric) => metric switch
    {
        "uar" => WithInterval(set.Uar, set.UarInterval),
        "accuracy" => Score(set.Accuracy),
        _ => WithInterval(set.Waf, set.WafInterval),
    };

    public static string Verdict(PairedComparison? comparison) => comparison is null
        ? "-"
        : string.Create(CultureInfo.InvariantCulture, $"{comparison.Verdict} ({comparison.Metric} {comparison.Difference:+0.000;-0.000;0.000}, p = {comparison.P:G3})");

    /// <summary>The iterations that the outer folds chose, e.g. <c>2</c>, or <c>0 1 1 0 2</c>.</summary>
    public static string Chosen(ConditionMetrics condition) => string.Join(' ', condition.ChosenIterations);
}
