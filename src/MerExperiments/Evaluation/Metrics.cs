namespace MerExperiments.Evaluation;

/// <summary>Computes metrics from confusion counts, without allocating: bootstraps call it thousands of times.</summary>
/// <remarks>Counts are row-major [true class, predicted class]. Without utterances every metric is 0.</remarks>
public static class Metrics
{
    private const int MostClassesOnStack = 32;

    /// <summary>A metric of predictions.</summary>
    /// <param name="metric">Which metric.</param>
    /// <param name="truth">The true class indices, each 0 to <paramref name="classes"/> - 1.</param>
    /// <param name="predicted">The predicted class indices, as many.</param>
    /// <param name="classes">The number of classes.</param>
    /// <exception cref="IndexOutOfRangeException">An index is no class.</exception>
    public static double Of(Metric metric, ReadOnlySpan<int> truth, ReadOnlySpan<int> predicted, int classes)
    {
        Span<int> counts = classes <= MostClassesOnStack ? stackalloc int[classes * classes] : new int[classes * classes];
        counts.Clear();
        for (int i = 0; i < truth.Length; i++)
        {
            counts[CellOf(truth[i], predicted[i], classes)]++;
        }

        return OfCounts(metric, counts, classes);
    }

    /// <summary>A metric of confusion counts.</summary>
    public static double OfCounts(Metric metric, ReadOnlySpan<int> counts, int classes) => metric switch
    {
        Metric.Waf => Waf(counts, classes),
        Metric.Uar => Uar(counts, classes),
        _ => Accuracy(counts, classes),
    };

    /// <summary>The place of a pair of classes in the counts.</summary>
    internal static int CellOf(int truth, int predicted, int classes) =>
        (uint)truth < (uint)classes && (uint)predicted < (uint)classes
            ? (truth * classes) + predicted
            : throw new IndexOutOfRangeException($"true class {truth}, predicted class {predicted}; both must be 0 to {classes - 1}");

    private static double Waf(ReadOnlySpan<int> counts, int classes)
    {
        double sum = 0;
        int n = 0;
        for (int c = 0; c < classes; c++)
        {
            int support = RowSum(counts, classes, c);
            int both = support + ColumnSum(counts, classes, c);
            sum += both == 0 ? 0 : support * (2.0 * counts[(c * classes) + c] / both);
            n += support;
        }

        return n == 0 ? 0 : sum / n;
    }

    private static double Uar(ReadOnlySpan<int> counts, int classes)
    {
        double sum = 0;
        int supported = 0;
        for (int c = 0; c < classes; c++)
        {
            if (RowSum(counts, classes, c) is > 0 and int support)
            {
                sum += (double)counts[(c * classes) + c] / support;
                supported++;
            }
        }

        return supported == 0 ? 0 : sum / supported;
    }

    private static double Accuracy(ReadOnlySpan<int> counts, int classes)
    {
        int n = 0;
        int right = 0;
        for (int cell = 0; cell < counts.Length; cell++)
        {
            n += counts[cell];
            right += cell % (classes + 1) == 0 ? counts[cell] : 0;
        }

        return n == 0 ? 0 : (double)right / n;
    }

    private static int RowSum(ReadOnlySpan<int> counts, int classes, int row)
    {
        int sum = 0;
        foreach (int count in counts.Slice(row * classes, classes))
        {
            sum += count;
        }

        return sum;
    }

    private static int ColumnSum(ReadOnlySpan<int> counts, int classes, int column)
    {
        int sum = 0;
        for (int cell = column; cell < counts.Length; cell += classes)
        {
            sum += counts[cell];
        }

        return sum;
    }
}

/// <summary>A number that says how good a set of predictions is; higher is better.</summary>
public enum Metric
{
    /// <summary>Weighted average F1: the sum over classes of (support / n) * F1, F1 = 0 where undefined. It ranks in MER2024.</summary>
    Waf,

    /// <summary>Unweighted average recall: the mean recall of the classes that have support.</summary>
    Uar,

    /// <summary>The share of utterances predicted right.</summary>
    Accuracy,
}
