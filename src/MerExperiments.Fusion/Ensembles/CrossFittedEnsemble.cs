namespace MerExperiments.Fusion.Ensembles;

/// <summary>Fits an ensemble's weights so that they can also be judged: for each fold on the other folds, and finally on all.</summary>
public static class CrossFittedEnsemble
{
    /// <summary>Fits the weights.</summary>
    /// <param name="method">The method.</param>
    /// <param name="members">The members, with out-of-fold posteriors.</param>
    /// <param name="truth">Each utterance's human label.</param>
    /// <param name="folds">Each utterance's fold.</param>
    /// <param name="labels">The classes.</param>
    /// <param name="seed">The seed of every random draw.</param>
    /// <returns>The weights fitted on all utterances, and posteriors of which no row was weighted by weights that saw its label.</returns>
    /// <exception cref="ArgumentException">There are fewer than two folds, or the lengths differ.</exception>
    public static (EnsembleWeights Final, Posteriors OutOfFold) Fit(
        IEnsembleMethod method, IReadOnlyList<EnsembleMember> members, IReadOnlyList<int> truth, IReadOnlyList<int> folds, LabelSet labels, NamedSeed seed)
    {
        EnsembleInput.Check(members, truth, labels);
        int[] numbers = [.. folds.Distinct().Order()];
        if (folds.Count != truth.Count || numbers.Length < 2)
        {
            throw new ArgumentException(
                $"{folds.Count} fold numbers of {numbers.Length} folds for {truth.Count} utterances; there must be two or more folds",
                nameof(folds));
        }

        float[] values = new float[truth.Count * labels.Count];
        foreach (int fold in numbers)
        {
            int[] inside = [.. Enumerable.Range(0, truth.Count).Where(row => folds[row] == fold)];
            int[] outside = [.. Enumerable.Range(0, truth.Count).Where(row => folds[row] != fold)];
            EnsembleWeights weights = method.Fit(Select(members, outside), [.. outside.Select(row => truth[row])], labels, seed.For("fold", fold));
            Posteriors scored = weights.Apply([.. members.Select(member => member.OutOfFold.Select(inside))]);
            for (int i = 0; i < inside.Length; i++)
            {
                scored[i].CopyTo(values.AsSpan(inside[i] * labels.Count));
            }
        }

        return (method.Fit(members, truth, labels, seed.For("all")), new Posteriors(members[0].OutOfFold.Names, labels, values));
    }

    private static EnsembleMember[] Select(IReadOnlyList<EnsembleMember> members, int[] rows) =>
        [.. members.Select(member => member with { OutOfFold = member.OutOfFold.Select(rows) })];
}
