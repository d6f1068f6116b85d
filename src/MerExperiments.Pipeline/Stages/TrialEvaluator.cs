using MerExperiments.Evaluation;
using MerExperiments.Features;
using MerExperiments.Fusion;
using MerExperiments.Runs;

namespace MerExperiments.Pipeline.Stages;

/// <summary>Computes a trial: a fold fit per fold, each kept as soon as it is finished, then the score out of fold.</summary>
/// <remarks>Safe on several threads for different trials. A resumed trial computes only the fold fits that are not there.</remarks>
public sealed class TrialEvaluator(
    FlowData data, HeadSearchSpace space, IReadOnlyList<PseudoLabel> pseudoLabels, TrialStore store, Metric metric, TimeProvider time)
{
    /// <summary>The weight of a pseudo-labelled row in training, against 1 of a human-labelled one.</summary>
    public const float PseudoLabelWeight = 0.5f;

    /// <summary>Computes or completes a trial.</summary>
    public TrialResult Evaluate(TrialSpec spec, CancellationToken cancellation)
    {
        long start = time.GetTimestamp();
        string folder = store.FolderOf(spec);
        var fits = new FoldFitStore(folder);
        for (int fold = 0; fold < data.Folds.Count; fold++)
        {
            if (!fits.Has(fold))
            {
                cancellation.ThrowIfCancellationRequested();
                Fit(spec, fold, fits, cancellation);
            }
        }

        TrialPosteriors posteriors = TrialPosteriors.Load(folder, data);
        float[] values = posteriors.OutOfFold.Values.ToArray();
        AtomicFile.Write(
            Path.Combine(folder, "posteriors.npy"), stream => Npy.Write<float>(stream, values, data.LabelledNames.Count, data.Labels.Count));
        return new TrialResult
        {
            State = TrialState.Completed,
            Score = Metrics.Of(metric, data.Truth, posteriors.OutOfFold.PredictedIndices(), data.Labels.Count),
            FoldScores = [.. Enumerable.Range(0, data.Folds.Count).Select(fold => FoldScore(posteriors, fold))],
            Seconds = time.GetElapsedTime(start).TotalSeconds,
        };
    }

    private void Fit(TrialSpec spec, int fold, FoldFitStore fits, CancellationToken cancellation)
    {
        TrainingRows training = data.TrainingPart(
            fold, HeadSearchSpace.EncodersOf(spec.Parameters), [.. pseudoLabels.Where(label => label.Fold == fold)], PseudoLabelWeight);
        FittedHead head = space.HeadOf(spec.Parameters).Fit(
            training, data.Labels, HeadSearchSpace.HeadParametersOf(spec.Parameters), new NamedSeed(spec.Seed).For("fold", fold), cancellation);
        string[] validation = [.. data.ValidationRows(fold).Select(row => data.LabelledNames[row])];
        fits.Save(fold, head, new FoldPosteriors(
            head.Predict([.. data.Labelled.Select(table => table.Select(validation))]), head.Predict(data.Pool), head.Predict(data.Test)));
    }

    private double FoldScore(TrialPosteriors posteriors, int fold)
    {
        int[] rows = data.ValidationRows(fold);
        return Metrics.Of(
            metric, [.. rows.Select(row => data.Truth[row])], posteriors.OutOfFold.Select(rows).PredictedIndices(), data.Labels.Count);
    }
}
