namespace MerExperiments.Evaluation;

/// <summary>Temperature scaling (Guo et al., 2017): posteriors raised to the power 1 / T and normalised again, so that a posterior of
/// 0.9 is right nine times in ten. The order of the classes of a row does not change.</summary>
/// <param name="Temperature">T, 0.05 to 20; above 1 softens, 1 changes nothing.</param>
public sealed record Calibration(double Temperature)
{
    private const double LeastPosterior = 1e-12;
    private const double LowestTemperature = 0.05;
    private const double HighestTemperature = 20;

    /// <summary>Finds the temperature under which human labels are most likely: golden-section search in log T.</summary>
    /// <param name="posteriors">Posteriors of models that did not train on these rows.</param>
    /// <param name="truth">The true class index of every row.</param>
    /// <exception cref="ArgumentException">There is no row, or not as many classes as rows.</exception>
    public static Calibration Fit(Posteriors posteriors, int[] truth)
    {
        Require(posteriors, truth);
        double[] logs = LogsOf(posteriors);
        double logTemperature = GoldenSection.Minimise(
            log => NegativeLogLikelihood(logs, truth, Math.Exp(-log)), Math.Log(LowestTemperature), Math.Log(HighestTemperature));
        return new Calibration(Math.Clamp(Math.Exp(logTemperature), LowestTemperature, HighestTemperature));
    }

    /// <summary>Calibrated posteriors of the same rows.</summary>
    public Posteriors Apply(Posteriors posteriors)
    {
        int classes = posteriors.Labels.Count;
        double[] logs = LogsOf(posteriors);
        float[] values = new float[logs.Length];
        for (int start = 0; start < logs.Length; start += classes)
        {
            double logSum = LogSumExp(logs.AsSpan(start, classes), 1 / Temperature);
            for (int c = 0; c < classes; c++)
            {
                values[start + c] = (float)Math.Exp((logs[start + c] / Temperature) - logSum);
            }
        }

        return new Posteriors(posteriors.Names, posteriors.Labels, values);
    }

    /// <summary>Expected calibration error: how far, on average over equal-width bins, confidence is from the share that is right; 0 to 1.</summary>
    /// <param name="posteriors">The posteriors; a row's confidence is its highest.</param>
    /// <param name="truth">The true class index of every row.</param>
    /// <param name="bins">The number of bins between 0 and 1.</param>
    public static double ExpectedError(Posteriors posteriors, int[] truth, int bins = 15)
    {
        Require(posteriors, truth);
        double[] confidence = new double[bins];
        int[] right = new int[bins];
        for (int row = 0; row < truth.Length; row++)
        {
            int predicted = posteriors.PredictedIndex(row);
            double highest = posteriors[row][predicted];
            int bin = Math.Clamp((int)(highest * bins), 0, bins - 1);
            confidence[bin] += highest;
            right[bin] += predicted == truth[row] ? 1 : 0;
        }

        return Enumerable.Range(0, bins).Sum(bin => Math.Abs(confidence[bin] - right[bin])) / truth.Length;
    }

    private static double NegativeLogLikelihood(double[] logs, int[] truth, double inverseTemperature)
    {
        int classes = logs.Length / truth.Length;
        double sum = 0;
        for (int row = 0; row < truth.Length; row++)
        {
            ReadOnlySpan<double> one = logs.AsSpan(row * classes, classes);
            sum += LogSumExp(one, inverseTemperature) - (one[truth[row]] * inverseTemperature);
        }

        return sum / truth.Length;
    }

    private static double LogSumExp(ReadOnlySpan<double> logs, double scale)
    {
        double highest = double.NegativeInfinity;
        foreach (double log in logs)
        {
            highest = Math.Max(highest, log * scale);
        }

        double sum = 0;
        foreach (double log in logs)
        {
            sum += Math.Exp((log * scale) - highest);
        }

        return highest + Math.Log(sum);
    }

    private static double[] LogsOf(Posteriors posteriors)
    {
        double[] logs = new double[posteriors.Values.Length];
        for (int i = 0; i < logs.Length; i++)
        {
            logs[i] = Math.Log(Math.Max(posteriors.Values[i], LeastPosterior));
        }

        return logs;
    }

    private static void Require(Posteriors posteriors, int[] truth)
    {
        if (truth.Length == 0 || truth.Length != posteriors.Count)
        {
            throw new ArgumentException($"{truth.Length} labels for {posteriors.Count} posteriors; there must be as many, 1 or more", nameof(truth));
        }
    }
}
