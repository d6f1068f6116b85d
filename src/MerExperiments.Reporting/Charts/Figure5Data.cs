using MerExperiments.Runs;

namespace MerExperiments.Reporting.Charts;

/// <summary>The numbers of the metrics per mining iteration (the paper's Figure 5), with what each iteration mined.</summary>
/// <param name="Iterations">The iterations' numbers, from 0.</param>
/// <param name="Test">The test part, which chooses nothing.</param>
/// <param name="OutOfFold">The human labels of the labelled part, out of fold.</param>
/// <param name="PseudoLabels">Mean pseudo-labels per fold, by class; a class absent in an iteration counts 0.</param>
/// <param name="Precision">The share of pseudo-labels that are right, where the pool's true labels are kept; null else.</param>
public sealed record Figure5Data(
    IReadOnlyList<int> Iterations,
    IterationSeries Test,
    IterationSeries OutOfFold,
    IReadOnlyList<ClassSeries> PseudoLabels,
    IReadOnlyList<double?> Precision)
{
    /// <summary>Takes the numbers from the iterations' metrics.</summary>
    public static Figure5Data From(IReadOnlyList<IterationMetrics> iterations) => new(
        [.. iterations.Select(i => i.Iteration)],
        IterationSeries.From([.. iterations.Select(i => i.Test)]),
        IterationSeries.From([.. iterations.Select(i => i.OutOfFold)]),
        [.. Labels(iterations).Select(label => new ClassSeries(
            label, [.. iterations.Select(i => i.PseudoLabelsPerClass.GetValueOrDefault(label))]))],
        [.. iterations.Select(i => i.PseudoLabelPrecision)]);

    private static IEnumerable<string> Labels(IReadOnlyList<IterationMetrics> iterations) =>
        iterations.Count == 0 ? [] : iterations[0].Test.PerClass.Select(score => score.Label);
}
