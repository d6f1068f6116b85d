using MerExperiments.Evaluation;
using MerExperiments.Runs;

namespace MerExperiments.Reporting.Charts;

/// <summary>The numbers of the scores per mining iteration (the paper's Figure 5), with what each iteration mined.</summary>
/// <param name="Iterations">The iterations' numbers, from 0.</param>
/// <param name="Test">The test part, which chooses nothing.</param>
/// <param name="OutOfFold">The human labels of the labelled part, out of fold.</param>
/// <param name="PseudoLabels">Mean pseudo-labels per fold, by class; a class absent in an iteration counts 0.</param>
/// <param name="Precision">The share of pseudo-labels that are right, where the pool's true labels are kept; null else.</param>
internal sealed record MiningData(
    IReadOnlyList<int> Iterations,
    IterationSeries Test,
    IterationSeries OutOfFold,
    IReadOnlyList<ClassSeries> PseudoLabels,
    IReadOnlyList<double?> Precision)
{
    /// <summary>Takes the numbers from the iterations' metrics.</summary>
    public static MiningData From(IReadOnlyList<IterationMetrics> iterations) => new(
        [.. iterations.Select(i => i.Iteration)],
        IterationSeries.From([.. iterations.Select(i => i.Test)]),
        IterationSeries.From([.. iterations.Select(i => i.OutOfFold)]),
        [.. Labels(iterations).Select(label => new ClassSeries(
            label, [.. iterations.Select(i => i.PseudoLabelsPerClass.GetValueOrDefault(label))]))],
        [.. iterations.Select(i => i.PseudoLabelPrecision)]);

    private static IEnumerable<string> Labels(IReadOnlyList<IterationMetrics> iterations) =>
        iterations.Count == 0 ? [] : iterations[0].Test.PerClass.Select(score => score.Label);
}

/// <summary>One class's values, one per mining iteration.</summary>
internal sealed record ClassSeries(string Label, IReadOnlyList<double> Values);

/// <summary>The scores of one part over the mining iterations; all lists are as long as there are iterations.</summary>
/// <param name="N">How many utterances the part has (of the first iteration).</param>
/// <param name="Waf">Weighted average F1.</param>
/// <param name="Accuracy">Share predicted right.</param>
/// <param name="Uar">Unweighted average recall.</param>
/// <param name="WafLow">Lower end of the 95% interval of WAF.</param>
/// <param name="WafHigh">Upper end of the 95% interval of WAF.</param>
internal sealed record IterationSeries(
    int N,
    IReadOnlyList<double> Waf,
    IReadOnlyList<double> Accuracy,
    IReadOnlyList<double> Uar,
    IReadOnlyList<double> WafLow,
    IReadOnlyList<double> WafHigh)
{
    /// <summary>All scores, to span an axis by.</summary>
    public IEnumerable<double> All => [.. Waf, .. Accuracy, .. Uar, .. WafLow, .. WafHigh];

    /// <summary>Takes the scores of one part from its scored sets, one per iteration.</summary>
    public static IterationSeries From(IReadOnlyList<ScoredSet> sets) => new(
        sets.Count == 0 ? 0 : sets[0].N,
        [.. sets.Select(set => set.Waf)],
        [.. sets.Select(set => set.Accuracy)],
        [.. sets.Select(set => set.Uar)],
        [.. sets.Select(set => set.WafInterval.Low)],
        [.. sets.Select(set => set.WafInterval.High)]);
}
