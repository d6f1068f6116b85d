using MerExperiments.Evaluation;

namespace MerExperiments.Reporting.Words;

/// <summary>What metrics and scored sets are called.</summary>
public static class MetricText
{
    /// <summary>How a metric is written: <c>WAF</c>, <c>UAR</c>, <c>accuracy</c>.</summary>
    public static string Display(Metric metric) => metric == Metric.Accuracy ? "accuracy" : metric.ToString().ToUpperInvariant();

    /// <summary>A metric in full words, for a first mention.</summary>
    public static string InFull(Metric metric) => metric switch
    {
        Metric.Waf => "weighted average F1 (WAF)",
        Metric.Uar => "unweighted average recall (UAR)",
        _ => "accuracy",
    };

    /// <summary>Which labels a set was scored on.</summary>
    public static string Labels(ScoredLabels labels) => labels switch
    {
        ScoredLabels.HumanLabelsOfTestPart => "human labels of the test part, which chose nothing",
        _ => "human labels of the labelled part, out of fold",
    };

    /// <summary>What the bootstrap of a set drew, e.g. <c>30 speakers</c>.</summary>
    public static string Resampled(ResampledUnits units) => $"{NumberText.Count(units.Count)} {units.Unit}";
}
