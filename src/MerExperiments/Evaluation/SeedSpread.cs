namespace MerExperiments.Evaluation;

/// <summary>What several runs of one experiment, apart in nothing but their seed, say of a figure.</summary>
/// <param name="Mean">The mean over seeds.</param>
/// <param name="Deviation">The standard deviation from seed to seed (by n - 1).</param>
/// <param name="Interval">The 95% interval of the mean, by Student's t over seeds. It says how far other seeds would move the mean on the same utterances, and nothing of other
/// utterances.</param>
/// <param name="Count">The number of seeds.</param>
public sealed record SeedSpread(double Mean, double Deviation, Interval Interval, int Count)
{
    /// <summary>The 97.5% points of Student's t for 1, 2, … degrees of freedom.</summary>
    private static readonly double[] TwoSided =
    [
        12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086,
        2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042,
    ];

    /// <summary>The spread of a figure.</summary>
    /// <param name="values">One value per seed, two or more.</param>
    /// <exception cref="ArgumentException">There are fewer than two.</exception>
    public static SeedSpread Of(IReadOnlyList<double> values)
    {
        if (values.Count < 2)
        {
            throw new ArgumentException($"{values.Count} seeds; a spread needs two or more", nameof(values));
        }

        double mean = values.Average();
        double deviation = Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1));
        double half = TwoSided[Math.Min(values.Count - 2, TwoSided.Length - 1)] * deviation / Math.Sqrt(values.Count);
        return new SeedSpread(mean, deviation, new Interval(mean - half, mean + half), values.Count);
    }
}
