namespace MerExperiments.Evaluation;

/// <summary>How often each true class was predicted as each class.</summary>
internal sealed class ConfusionMatrix
{
    private readonly int[] _counts;

    private ConfusionMatrix(int[] counts, LabelSet labels) => (_counts, Labels) = (counts, labels);

    /// <summary>The classes, in the order of rows and columns.</summary>
    public LabelSet Labels { get; }

    /// <summary>The number of utterances with that true class and that predicted class.</summary>
    public int this[int truth, int predicted] => _counts[Metrics.CellOf(truth, predicted, Labels.Count)];

    /// <summary>The number of utterances.</summary>
    public int N => _counts.Sum();

    /// <summary>The share predicted right.</summary>
    public double Accuracy => Of(Metric.Accuracy);

    /// <summary>Weighted average F1.</summary>
    public double Waf => Of(Metric.Waf);

    /// <summary>Unweighted average recall over the classes that have support.</summary>
    public double Uar => Of(Metric.Uar);

    /// <summary>Every class's scores, in order.</summary>
    public IReadOnlyList<ClassScore> PerClass => [.. Enumerable.Range(0, Labels.Count).Select(ScoreOf)];

    /// <summary>The counts, rows = true class.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Rows => [.. _counts.Chunk(Labels.Count)];

    /// <summary>Counts predictions.</summary>
    /// <exception cref="ArgumentException">There are not as many predictions as true classes.</exception>
    /// <exception cref="IndexOutOfRangeException">An index is no class of the label set.</exception>
    public static ConfusionMatrix Of(int[] truth, int[] predicted, LabelSet labels)
    {
        if (truth.Length != predicted.Length)
        {
            throw new ArgumentException($"{predicted.Length} predictions for {truth.Length} utterances; there must be as many", nameof(predicted));
        }

        int[] counts = new int[labels.Count * labels.Count];
        for (int i = 0; i < truth.Length; i++)
        {
            counts[Metrics.CellOf(truth[i], predicted[i], labels.Count)]++;
        }

        return new ConfusionMatrix(counts, labels);
    }

    /// <summary>A matrix counted elsewhere, rows = true class.</summary>
    /// <exception cref="ArgumentException">It is not square with one row per class, or a count is negative.</exception>
    public static ConfusionMatrix FromRows(IReadOnlyList<IReadOnlyList<int>> rows, LabelSet labels)
    {
        if (rows.Count != labels.Count || rows.Any(row => row.Count != labels.Count || row.Any(count => count < 0)))
        {
            throw new ArgumentException(
                $"a confusion matrix of {labels.Count} classes has {labels.Count} rows of as many counts, 0 or more", nameof(rows));
        }

        return new ConfusionMatrix([.. rows.SelectMany(row => row)], labels);
    }

    /// <summary>A metric of this matrix.</summary>
    public double Of(Metric metric) => Metrics.OfCounts(metric, _counts, Labels.Count);

    private ClassScore ScoreOf(int c)
    {
        IEnumerable<int> classes = Enumerable.Range(0, Labels.Count);
        int right = this[c, c];
        int support = classes.Sum(other => this[c, other]);
        int predicted = classes.Sum(other => this[other, c]);
        return new ClassScore(Labels[c], support, Ratio(right, predicted), Ratio(right, support), Ratio(2 * right, support + predicted));
    }

    private static double Ratio(int part, int whole) => whole == 0 ? 0 : (double)part / whole;
}
