namespace MerExperiments.AudioText.Training;

/// <summary>What each row counts in the loss: its own weight, times its class's where classes are weighted.</summary>
internal static class RowWeights
{
    /// <summary>One weight per row.</summary>
    /// <param name="labels">Each row's class, 0 or more.</param>
    /// <param name="weights">Each row's own weight.</param>
    /// <param name="balance">With <see cref="ClassBalance.Weights"/> the rows per class on average over the rows of the class are multiplied in.</param>
    public static float[] Of(IReadOnlyList<int> labels, IReadOnlyList<float> weights, ClassBalance balance)
    {
        if (balance != ClassBalance.Weights)
        {
            return [.. weights];
        }

        Dictionary<int, int> rows = labels.CountBy(label => label).ToDictionary();
        double average = (double)labels.Count / rows.Count;
        return [.. weights.Select((weight, row) => (float)(weight * average / rows[labels[row]]))];
    }
}
