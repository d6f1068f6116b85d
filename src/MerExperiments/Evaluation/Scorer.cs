namespace MerExperiments.Evaluation;

/// <summary>Scores predictions as <c>metrics.json</c> holds them.</summary>
public static class Scorer
{
    /// <summary>All the scores of predictions, with intervals.</summary>
    /// <param name="predicted">The predicted class index of every row of the reference.</param>
    /// <param name="reference">The human labels, and the speakers where they are known.</param>
    /// <param name="scoredOn">Which labels these are.</param>
    /// <param name="seed">The seed of the bootstrap.</param>
    /// <exception cref="ArgumentException">The predictions do not fit the reference's rows or classes.</exception>
    public static ScoredSet Score(int[] predicted, Reference reference, ScoredLabels scoredOn, NamedSeed seed)
    {
        Interval[] intervals = BootstrapInterval.Of([Metric.Waf, Metric.Uar, Metric.Accuracy], predicted, reference, seed);
        ConfusionMatrix confusion = ConfusionMatrix.Of(reference.Truth, predicted, reference.Labels);
        return new ScoredSet
        {
            N = confusion.N,
            Waf = confusion.Waf,
            Accuracy = confusion.Accuracy,
            Uar = confusion.Uar,
            WafInterval = intervals[0],
            UarInterval = intervals[1],
            AccuracyInterval = intervals[2],
            Resampled = new ResampledUnits(reference.Units.Rows.Count, reference.Units.Name),
            PerClass = confusion.PerClass,
            Confusion = confusion.Rows,
            ScoredOn = scoredOn,
        };
    }
}
