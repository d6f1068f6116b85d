using MerExperiments.Corpora;

namespace MerExperiments.AudioText.CrossFitting;

/// <summary>The rows of one split: those with a class, by fold, and those that only get features.</summary>
/// <param name="Labelled">The rows that are learned from; all have a class, given by a human.</param>
/// <param name="Folds">The fold of each labelled row, by its name.</param>
/// <param name="Pool">Rows without a class that will not be scored; may be empty.</param>
/// <param name="Test">Rows whose classes are never read; may be empty.</param>
public sealed record CrossFitRows(JointRows Labelled, FoldPlan Folds, JointRows Pool, JointRows Test)
{
    /// <summary>The rows that no model learns from: the pool, then the test part.</summary>
    public IReadOnlyList<JointRows> Others => [Pool, Test];

    /// <summary>The labelled rows of a fold, ascending.</summary>
    public int[] RowsOf(int fold) => [.. Enumerable.Range(0, Labelled.Count).Where(row => Folds.FoldOf(Labelled.Names[row]) == fold)];

    /// <summary>What a fold's model learns from (the rows of the other folds) and encodes: its own rows, the further lists, and last the rows it learned from.</summary>
    public LearningTask TaskOf(int fold)
    {
        JointRows own = Labelled.Select(RowsOf(fold)), training = Labelled.Select(TrainingOf(fold));
        JointRows[] encoded = [own, Pool, Test, training];
        return new LearningTask(fold, training, [.. encoded.Select(WithoutLabels)]);
    }

    /// <summary>The labelled rows that a fold's model learns from, ascending.</summary>
    public int[] TrainingOf(int fold) => [.. Enumerable.Range(0, Labelled.Count).Where(row => Folds.FoldOf(Labelled.Names[row]) != fold)];

    /// <summary>A learner cannot read what it is not given.</summary>
    private static JointRows WithoutLabels(JointRows rows) => rows with { Labels = [.. Enumerable.Repeat(-1, rows.Count)] };
}
