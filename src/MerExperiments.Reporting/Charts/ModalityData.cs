using MerExperiments.Evaluation;
using MerExperiments.Runs;

namespace MerExperiments.Reporting.Charts;

/// <summary>Each single modality and the final ensemble on the test part, the weakest first, the ensemble last.</summary>
/// <param name="Metric">The metric: <c>waf</c>, <c>uar</c> or <c>accuracy</c>.</param>
/// <param name="Bars">The scores.</param>
public sealed record ModalityData(string Metric, IReadOnlyList<ScoreBar> Bars)
{
    /// <summary>Takes the scores of a condition.</summary>
    public static ModalityData From(ConditionMetrics condition, string metric) => new(
        metric,
        [
            .. condition.SingleModalities
                .Select(modality => Bar($"{modality.Encoder} ({modality.Modality})", modality.Test, metric))
                .OrderBy(bar => bar.Score),
            Bar("ensemble", condition.Test, metric),
        ]);

    private static ScoreBar Bar(string name, ScoredSet set, string metric) =>
        new(name, RankingMetric.Value(set, metric), RankingMetric.Interval(set, metric), set.N);
}
