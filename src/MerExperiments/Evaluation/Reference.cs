namespace MerExperiments.Evaluation;

/// <summary>The human labels that predictions are scored against, row by row.</summary>
public sealed class Reference
{
    /// <summary>Creates a reference. The arrays are not copied.</summary>
    /// <param name="truth">The true class index of every row.</param>
    /// <param name="labels">The classes.</param>
    /// <param name="groups">The speaker of every row (null where unknown), or null where no speaker is known.</param>
    /// <param name="group">What a group is, for reports: a speaker unless the corpus groups by something else.</param>
    /// <exception cref="ArgumentException">There is no row, a class index is not in the label set (so a dummy label is never scored),
    /// or there are not as many groups as rows.</exception>
    public Reference(int[] truth, LabelSet labels, IReadOnlyList<string?>? groups = null, string group = "speaker")
    {
        if (truth.Length == 0)
        {
            throw new ArgumentException("nothing to score: there are 0 utterances; there must be 1 or more", nameof(truth));
        }

        if (Array.FindIndex(truth, label => (uint)label >= (uint)labels.Count) is >= 0 and int row)
        {
            throw new ArgumentException($"row {row} has the class index {truth[row]}; it must be 0 to {labels.Count - 1}", nameof(truth));
        }

        if (groups is not null && groups.Count != truth.Length)
        {
            throw new ArgumentException($"{groups.Count} groups for {truth.Length} utterances; there must be as many", nameof(groups));
        }

        Truth = truth;
        Labels = labels;
        Units = ResamplingUnits.Of(truth.Length, groups, group);
    }

    /// <summary>The true class index of every row.</summary>
    public int[] Truth { get; }

    /// <summary>The classes.</summary>
    public LabelSet Labels { get; }

    /// <summary>What a bootstrap over these rows draws.</summary>
    internal ResamplingUnits Units { get; }

    /// <summary>Refuses predictions that do not fit the rows.</summary>
    internal void Check(int[] predicted, string parameter)
    {
        if (predicted.Length != Truth.Length)
        {
            throw new ArgumentException($"{predicted.Length} predictions for {Truth.Length} utterances; there must be as many", parameter);
        }

        if (Array.FindIndex(predicted, label => (uint)label >= (uint)Labels.Count) is >= 0 and int row)
        {
            throw new ArgumentException($"row {row} is predicted as {predicted[row]}; it must be 0 to {Labels.Count - 1}", parameter);
        }
    }
}
