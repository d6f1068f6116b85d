namespace MerExperiments.Evaluation;

/// <summary>Percentile bootstrap intervals (Efron, 1979): the metric of units drawn with replacement, again and again.</summary>
/// <remarks>Deterministic: the same seed, rows and number of draws give the same interval on every machine.</remarks>
internal static class BootstrapInterval
{
    /// <summary>How many times all units are drawn, unless said otherwise.</summary>
    public const int DefaultDraws = 1000;

    /// <summary>The 95% intervals of several metrics, all by the same draws.</summary>
    /// <param name="metrics">Which metrics.</param>
    /// <param name="predicted">The predicted class of every row.</param>
    /// <param name="reference">The true classes, and what is drawn.</param>
    /// <param name="seed">The seed of the draws.</param>
    /// <param name="draws">How many, 1 or more.</param>
    public static Interval[] Of(
        IReadOnlyList<Metric> metrics, int[] predicted, Reference reference, NamedSeed seed, int draws = DefaultDraws)
    {
        reference.Check(predicted, nameof(predicted));
        int classes = reference.Labels.Count;
        int[][] cells = CellsOfUnits(predicted, reference);
        double[][] values = [.. metrics.Select(_ => new double[draws])];
        int[] counts = new int[classes * classes];
        Random random = seed.For("bootstrap").ToRandom();
        for (int draw = 0; draw < draws; draw++)
        {
            DrawCounts(cells, random, counts);
            for (int m = 0; m < metrics.Count; m++)
            {
                values[m][draw] = Metrics.OfCounts(metrics[m], counts, classes);
            }
        }

        return Array.ConvertAll(values, Middle95);
    }

    /// <summary>The interval that holds the middle 95% of some values; sorts them in place.</summary>
    internal static Interval Middle95(double[] values)
    {
        Array.Sort(values);
        return new Interval(Quantile(values, 0.025), Quantile(values, 0.975));
    }

    /// <summary>The cell of the confusion matrix in which each row of each unit falls.</summary>
    internal static int[][] CellsOfUnits(int[] predicted, Reference reference) =>
        [.. reference.Units.Rows.Select(rows => Array.ConvertAll(
            rows, row => Metrics.CellOf(reference.Truth[row], predicted[row], reference.Labels.Count)))];

    private static void DrawCounts(int[][] cells, Random random, int[] counts)
    {
        Array.Clear(counts);
        for (int unit = 0; unit < cells.Length; unit++)
        {
            foreach (int cell in cells[random.Next(cells.Length)])
            {
                counts[cell]++;
            }
        }
    }

    private static double Quantile(double[] sorted, double share)
    {
        double place = share * (sorted.Length - 1);
        int below = (int)place;
        int above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((place - below) * (sorted[above] - sorted[below]));
    }
}

/// <summary>A confidence interval, both ends included.</summary>
public sealed record Interval(double Low, double High);
