using MerExperiments.Pipeline.Inputs;
using MerExperiments.Runs;

namespace MerExperiments.Pipeline.Loop;

/// <summary>What a finished trial says: its fold fits put together.</summary>
internal sealed class TrialPosteriors
{
    private readonly IReadOnlyList<FoldPosteriors> _folds;

    /// <summary>Puts fold fits together.</summary>
    public TrialPosteriors(SplitFeatures data, IReadOnlyList<FoldPosteriors> folds)
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

/// <summary>What one fold fit says of the utterances it did not train on.</summary>
/// <param name="Validation">The fold's own labelled rows.</param>
/// <param name="Pool">The whole pool.</param>
/// <param name="Test">The test part.</param>
internal sealed record FoldPosteriors(Posteriors Validation, Posteriors Pool, Posteriors Test)
{
    /// <summary>Why one of them holds no class probabilities, as the end of a sentence; null where all do.</summary>
    public string? Flaw() => Validation.Flaw() ?? Pool.Flaw() ?? Test.Flaw();
}

/// <summary>A completed trial with what it says of all parts.</summary>
/// <param name="Spec">What was computed.</param>
/// <param name="Score">Its metric out of fold.</param>
/// <param name="Folder">Its folder.</param>
/// <param name="Posteriors">What it says.</param>
internal sealed record FinishedTrial(TrialSpec Spec, double Score, string Folder, TrialPosteriors Posteriors);
