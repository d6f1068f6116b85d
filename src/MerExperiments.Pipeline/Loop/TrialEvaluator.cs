using MerExperiments.Evaluation;
using MerExperiments.Fusion;
using MerExperiments.Fusion.Estimators;
using MerExperiments.Pipeline.Inputs;
using MerExperiments.Runs;
using Microsoft.ML;

namespace MerExperiments.Pipeline.Loop;

/// <summary>Computes a trial: a fold fit per fold, each kept as soon as it is finished, then the score out of fold.</summary>
/// <remarks>Safe on several threads for different trials. A resumed trial computes only the fold fits that are not there or were damaged; the same fit gives the same bytes.</remarks>
/// <param name="context">The run.</param>
/// <param name="data">The split with its features.</param>
/// <param name="pseudoLabels">What was mined for the iteration.</param>
/// <param name="store">The iteration's trials.</param>
internal sealed class TrialEvaluator(RunContext context, SplitFeatures data, IReadOnlyList<PseudoLabel> pseudoLabels, TrialStore store)
{
    private const double MostDifference = 1e-5;
    private const double MostApart = 0.005;
    private const long MostSharedBytes = 2L << 30;

    /// <summary>The weight of a pseudo-labelled row in training, against 1 of a human-labelled one.</summary>
    public const float PseudoLabelWeight = 0.5f;

    private readonly MulticlassClassificationCatalog.MulticlassClassificationTrainers _trainers = new MLContext(seed: 0).MulticlassClassification.Trainers;

    /// <summary>What the fits of a fold share, whatever their parameters.</summary>
    private readonly SharedWork[] _shared = [.. Enumerable.Range(0, data.Folds.Count).Select(_ => new SharedWork(MostSharedBytes / data.Folds.Count))];

    private Metric Metric => context.Configuration.Metric;

    /// <summary>Computes or completes a trial.</summary>
    public TrialResult Evaluate(TrialSpec spec, CancellationToken cancellation)
    {
        long start = context.Time.GetTimestamp();
        TrialPosteriors posteriors = Complete(spec, cancellation);
        return new TrialResult
        {
            State = TrialState.Completed,
            Score = Metrics.Of(Metric, data.Truth, posteriors.OutOfFold.PredictedIndices(), data.Labels.Count),
            FoldScores = [.. Enumerable.Range(0, data.Folds.Count).Select(fold => FoldScore(posteriors, fold))],
            Seconds = context.Time.GetElapsedTime(start).TotalSeconds,
        };
    }

    /// <summary>What a trial says: its fold fits as they are on disk, those fitted now that are not there or were damaged.</summary>
    public TrialPosteriors Complete(TrialSpec spec, CancellationToken cancellation)
    {
        FoldFitStore fits = FitsOf(spec);
        var posteriors = new TrialPosteriors(
            data, [.. Enumerable.Range(0, data.Folds.Count).Select(fold => fits.Find(fold, data) ?? Fit(spec, fold, fits, cancellation).Posteriors)]);
        fits.Keep(posteriors.OutOfFold);
        return posteriors;
    }

    /// <summary>The model of one fold: the one on disk, or the same fitted again where that is damaged or was deleted.</summary>
    /// <exception cref="InvalidOperationException">The model reads texts, and its graph gives other posteriors than the run computed.</exception>
    public FittedHead ModelOf(TrialSpec spec, int fold, CancellationToken cancellation)
    {
        FoldFitStore fits = FitsOf(spec);
        FittedHead head = fits.FindModel(fold) ?? Fit(spec, fold, fits, cancellation).Head;
        if (head.ReadsTexts)
        {
            HoldAgainst(fits.Find(fold, data)?.Validation ?? Fit(spec, fold, fits, cancellation).Posteriors.Validation, head, $"trial {spec.Id}, fold {fold}");
        }

        return head;
    }

    /// <summary>The run computes terms sparsely, the exported graph densely. The two must agree on every row that the fold validates, but for the few
    /// that fall on the two sides of a tree's threshold by rounding.</summary>
    private void HoldAgainst(Posteriors validation, FittedHead head, string what)
    {
        int apart = head.CountApart([.. data.Labelled.Select(table => table.Select(validation.Names))], validation, MostDifference);
        if (apart > MostApart * validation.Count)
        {
            throw new InvalidOperationException(FormattableString.Invariant(
                $"{what}: the graph of {head.Head} gives {apart} of {validation.Count} rows other posteriors than the run computed, by more than {MostDifference}; no model is exported"));
        }
    }

    private FoldFitStore FitsOf(TrialSpec spec) => new(store.FolderOf(spec), damage => context.Tell(damage, "it is computed again"));

    private (FittedHead Head, FoldPosteriors Posteriors) Fit(TrialSpec spec, int fold, FoldFitStore fits, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        TrainingRows training = data.TrainingPart(
            fold, HeadSearchSpace.EncodersOf(spec.Parameters), [.. pseudoLabels.Where(label => label.Fold == fold)], PseudoLabelWeight) with
        { Shared = _shared[fold] };
        HeadOptions options = HeadOptions.For(training) with
        {
            Parameters = HeadSearchSpace.HeadParametersOf(spec.Parameters),
            Seed = new NamedSeed(spec.Seed).For("fold", fold),
        };
        FittedHead head = _trainers.FusionHead(context.Space.HeadOf(spec.Parameters), options).Train(training.AsDataView(data.Labels), cancellation);
        string[] validation = [.. data.ValidationRows(fold).Select(row => data.LabelledNames[row])];
        var posteriors = new FoldPosteriors(
            head.Predict([.. data.Labelled.Select(table => table.Select(validation))]), head.Predict(data.Pool), head.Predict(data.Test));
        fits.Save(fold, head, posteriors);
        return (head, posteriors);
    }

    private double FoldScore(TrialPosteriors posteriors, int fold)
    {
        int[] rows = data.ValidationRows(fold);
        return Metrics.Of(
            Metric, [.. rows.Select(row => data.Truth[row])], posteriors.OutOfFold.Select(rows).PredictedIndices(), data.Labels.Count);
    }
}
