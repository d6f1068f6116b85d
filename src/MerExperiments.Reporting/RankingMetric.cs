using MerExperiments.Evaluation;

namespace MerExperiments.Reporting;

/// <summary>Reads the metric that ranks a run's trials out of a scored set.</summary>
public static class RankingMetric
{
    /// <summary>How the metric is written: <c>WAF</c>, <c>UAR</c>, <c>accuracy</c>; an unknown name stays as it is.</summary>
    public static string Display(string metric) => metric is "waf" or "uar" ? metric.ToUpperInvariant() : metric;

    /// <summary>The metric in full words, for a first mention.</summary>
    public static string InFull(string metric) => metric switch
    {
        "waf" => "weighted average F1 (WAF)",
        "uar" => "unweighted average recall (UAR)",
        _ => metric,
    };

    /// <summary>The metric's value, 0 to 1.</summary>
    public static double Value(ScoredSet set, string metric) => metric switch
    {
        "uar" => set.Uar,
        "accuracy" => set.Accuracy,
        _ => set.Waf,
    };

    /// <summary>The metric's 95% interval; null for accuracy, which has none in a scored set.</summary>
    public static Interval? Interval(ScoredSet set, string metric) => metric switch
    {
        "uar" => set.UarInterval,
        "accuracy" => null,
        _ => set.WafInterval,
    };
}
