using MerExperiments.Evaluation;
using MerExperiments.Runs;

namespace MerExperiments.Reporting.Charts;

/// <summary>F1 per class of the ensemble and of the best single encoder, on the same utterances.</summary>
/// <param name="Labels">The classes.</param>
/// <param name="Support">How many utterances truly have each.</param>
/// <param name="Ensemble">The ensemble's F1.</param>
/// <param name="Baseline">The best single encoder; null where there is none.</param>
/// <param name="BaselineF1">Its F1; empty where there is none.</param>
internal sealed record PerClassData(
    IReadOnlyList<string> Labels,
    IReadOnlyList<int> Support,
    IReadOnlyList<double> Ensemble,
    string? Baseline,
    IReadOnlyList<double> BaselineF1)
{
    /// <summary>Takes the scores of both.</summary>
    public static PerClassData From(ScoredSet ensemble, SingleModalityMetrics? best) => new(
        [.. ensemble.PerClass.Select(score => score.Label)],
        [.. ensemble.PerClass.Select(score => score.Support)],
        [.. ensemble.PerClass.Select(score => score.F1)],
        best?.Encoder,
        [.. best?.Test.PerClass.Select(score => score.F1) ?? []]);
}
