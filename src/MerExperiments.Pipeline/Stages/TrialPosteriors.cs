namespace MerExperiments.Pipeline.Stages;

/// <summary>What a finished trial says: its fold fits put together.</summary>
public sealed class TrialPosteriors
{
    private readonly IReadOnlyList<FoldPosteriors> _folds;

    /// <summary>Puts fold fits together.</summary>
    public TrialPosteriors(FlowData data, IReadOnlyList<FoldPosteriors> folds)
    {
        _folds = folds;
        int classes = data.Labels.Count;
        float[] values = new float[data.LabelledNames.Count * classes];
        for (int fold = 0; fold < folds.Count; fold++)
        {
            int[] rows = data.ValidationRows(fold);
            for (int i = 0; i < rows.Length; i++)
            {
                folds[fold].Validation[i].CopyTo(values.AsSpan(rows[i] * classes));
            }
        }

        OutOfFold = new Posteriors(data.LabelledNames, data.Labels, values);
        Test = Posteriors.Mean([.. folds.Select(fold => fold.Test)]);
        Pool = Posteriors.Mean([.. folds.Select(fold => fold.Pool)]);
    }

    /// <summary>The labelled part, each row by the fold fit that did not train on it.</summary>
    public Posteriors OutOfFold { get; }

    /// <summary>The test part: the mean of the fold fits.</summary>
    public Posteriors Test { get; }

    /// <summary>The pool: the mean of the fold fits.</summary>
    public Posteriors Pool { get; }

    /// <summary>The pool by one fold fit alone, as it votes for that fold's training part.</summary>
    public Posteriors PoolBy(int fold) => _folds[fold].Pool;
}
