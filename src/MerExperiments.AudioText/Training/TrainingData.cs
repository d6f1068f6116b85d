namespace MerExperiments.AudioText.Training;

/// <summary>The rows of a training, cut into those that are trained on and those that choose the epoch.</summary>
/// <param name="Rows">The rows that have a class and sound or words, each with its weight in the loss: its own times its class's.</param>
/// <param name="Split">Which are trained on.</param>
internal sealed record TrainingData(JointRows Rows, ValidationSplit Split)
{
    /// <summary>The rows trained on.</summary>
    public JointRows Training => Rows.Select(Split.Training);

    /// <summary>Checks rows, and leaves out those from which nothing can be learned: without a class, or with neither sound nor words.</summary>
    /// <param name="given">The rows.</param>
    /// <param name="labels">The classes.</param>
    /// <param name="balance">What is done about their sizes.</param>
    /// <param name="share">The share held back to choose the epoch.</param>
    /// <param name="seed">Decides which.</param>
    /// <exception cref="InvalidInputException">A class or weight cannot be, or too little is left; all faults at once.</exception>
    public static TrainingData Of(JointRows given, LabelSet labels, ClassBalance balance, double share, NamedSeed seed)
    {
        InvalidInputException.ThrowIfAny([.. Faults(given, labels)]);
        JointRows rows = given.Select([.. Enumerable.Range(0, given.Count).Where(row => given.Labels[row] >= 0 && (RowStates.HasSound(given, row) || RowStates.HasWords(given, row)))]);
        int classes = rows.Labels.Distinct().Count();
        if (classes < 2)
        {
            throw new InvalidInputException(
                "rows", $"hold {rows.Count} utterances of {classes} classes that have a class and sound or words; two classes or more are needed to learn what tells them apart");
        }

        var split = ValidationSplit.Of(rows.Labels, rows.Weights, rows.Speakers, share, seed);
        float[] weights = [.. rows.Weights];
        float[] weighted = RowWeights.Of([.. split.Training.Select(row => rows.Labels[row])], [.. split.Training.Select(row => weights[row])], balance);
        foreach ((int i, int row) in split.Training.Index())
        {
            weights[row] = weighted[i];
        }

        return new TrainingData(rows with { Weights = weights }, split);
    }

    /// <summary>The share of each class among the rows trained on, by their weights in the loss.</summary>
    public double[] Shares(LabelSet labels)
    {
        double[] shares = new double[labels.Count];
        foreach (int row in Split.Training)
        {
            shares[Rows.Labels[row]] += Rows.Weights[row];
        }

        double sum = shares.Sum();
        return [.. shares.Select(share => sum > 0 ? share / sum : 1.0 / labels.Count)];
    }

    private static IEnumerable<Fault> Faults(JointRows rows, LabelSet labels)
    {
        for (int row = 0; row < rows.Count; row++)
        {
            if (rows.Labels[row] < -1 || rows.Labels[row] >= labels.Count)
            {
                yield return new Fault(rows.Names[row], FormattableString.Invariant($"its class is {rows.Labels[row]}; it must be 0 to {labels.Count - 1}, or -1 where none is known"));
            }

            if (!(float.IsFinite(rows.Weights[row]) && rows.Weights[row] >= 0))
            {
                yield return new Fault(rows.Names[row], FormattableString.Invariant($"its weight is {rows.Weights[row]}; it must be a finite number, 0 or more"));
            }
        }
    }
}

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
