using MerExperiments.Evaluation;
using MerExperiments.Runs;

namespace MerExperiments.Reporting.Charts;

/// <summary>Each single modality and the final ensemble on the test part, the weakest first, the ensemble last.</summary>
/// <param name="Metric">The metric: <c>waf</c>, <c>uar</c> or <c>accuracy</c>.</param>
/// <param name="Bars">The scores.</param>
public sealed record ModalityData(string Metric, IReadOnlyList<ScoreBar> Bars)
{
    /// <summary>Takes the scores of an arm.</summary>
    public static ModalityData From(ArmMetrics arm, string metric) => new(
        metric,
        [
            .. arm.SingleModalities
                .Select(modality => Bar($"{modality.Encoder} ({modality.Modality})", modality.Test, metric))
                .OrderBy(bar => bar.Score),
            Bar("ensemble", arm.Test, metric),
        ]);

    private static ScoreBar Bar(string name, ScoredSet set, string metric) =>
        new(name, RankingMetric.Value(set, metric), RankingMetric.Interval(set, metric), set.N);
}
