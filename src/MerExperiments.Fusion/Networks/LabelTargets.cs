namespace MerExperiments.Fusion.Networks;

/// <summary>Labels as rows of a matrix [rows, classes] that a cross-entropy is taken against: smoothed, times the row's and the class's weight.</summary>
internal static class LabelTargets
{
    /// <param name="rows">The rows, with weights.</param>
    /// <param name="classWeights">One factor per class.</param>
    /// <param name="smoothing">The share of a label that is spread evenly over all classes.</param>
    public static float[] Of(TrainingRows rows, double[] classWeights, double smoothing)
    {
        int classes = classWeights.Length;
        float[] targets = new float[rows.Count * classes];
        for (int row = 0; row < rows.Count; row++)
        {
            double weight = rows.Weights[row] * classWeights[rows.Labels[row]];
            for (int c = 0; c < classes; c++)
            {
                targets[row * classes + c] = (float)(weight * (smoothing / classes + (c == rows.Labels[row] ? 1 - smoothing : 0)));
            }
        }

        return targets;
    }

    /// <summary>All 1, or inversely as the sum of the weights of a class's rows, so that each class that occurs counts alike.</summary>
    public static double[] ClassWeights(TrainingRows rows, int classes, bool balanced)
    {
        double[] sums = new double[classes];
        for (int row = 0; row < rows.Count; row++)
        {
            sums[rows.Labels[row]] += rows.Weights[row];
        }

        int occurring = sums.Count(sum => sum > 0);
        return [.. sums.Select(sum => !balanced ? 1 : sum > 0 ? sums.Sum() / occurring / sum : 0)];
    }
}
