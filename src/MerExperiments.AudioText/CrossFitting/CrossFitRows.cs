using MerExperiments.Corpora;

namespace MerExperiments.AudioText.CrossFitting;

/// <summary>The rows of one split: those with a class, by fold, and those that only get features.</summary>
/// <param name="Labelled">The rows that are learned from; all have a class, given by a human.</param>
/// <param name="Folds">The fold of each labelled row, by its name.</param>
/// <param name="Others">Lists of further rows, such as the pool and the test part; their classes are never read.</param>
public sealed record CrossFitRows(JointRows Labelled, FoldPlan Folds, IReadOnlyList<JointRows> Others)
{
    /// <summary>The labelled rows of a fold, ascending.</summary>
    public int[] RowsOf(int fold) => [.. Enumerable.Range(0, Labelled.Count).Where(row => Folds.FoldOf(Labelled.Names[row]) == fold)];

    /// <summary>What a fold's model learns from (the rows of the other folds) and encodes: its own rows first, then the others.</summary>
    public LearningTask TaskOf(int fold)
    {
        int[] own = RowsOf(fold);
        return new LearningTask(
            fold, Labelled.Select([.. Enumerable.Range(0, Labelled.Count).Except(own)]), [WithoutLabels(Labelled.Select(own)), .. Others.Select(WithoutLabels)]);
    }

    /// <summary>A learner cannot read what it is not given.</summary>
    private static JointRows WithoutLabels(JointRows rows) => rows with { Labels = [.. Enumerable.Repeat(-1, rows.Count)] };
}
