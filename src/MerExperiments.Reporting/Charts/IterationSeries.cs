using MerExperiments.Evaluation;

namespace MerExperiments.Reporting.Charts;

/// <summary>The scores of one part over the mining iterations; all lists are as long as there are iterations.</summary>
/// <param name="N">How many utterances the part has (of the first iteration).</param>
/// <param name="Waf">Weighted average F1.</param>
/// <param name="Accuracy">Share predicted right.</param>
/// <param name="Uar">Unweighted average recall.</param>
/// <param name="WafLow">Lower end of the 95% interval of WAF.</param>
/// <param name="WafHigh">Upper end of the 95% interval of WAF.</param>
public sealed record IterationSeries(
    int N,
    IReadOnlyList<double> Waf,
    IReadOnlyList<double> Accuracy,
    IReadOnlyList<double> Uar,
    IReadOnlyList<double> WafLow,
    IReadOnlyList<double> WafHigh)
{
    /// <summary>Takes the scores of one part from its scored sets, one per iteration.</summary>
    public static IterationSeries From(IReadOnlyList<ScoredSet> sets) => new(
        sets.Count == 0 ? 0 : sets[0].N,
        [.. sets.Select(set => set.Waf)],
        [.. sets.Select(set => set.Accuracy)],
        [.. sets.Select(set => set.Uar)],
        [.. sets.Select(set => set.WafInterval.Low)],
        [.. sets.Select(set => set.WafInterval.High)]);
}
