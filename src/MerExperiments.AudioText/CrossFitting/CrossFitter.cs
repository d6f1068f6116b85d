using System.Runtime.ExceptionServices;
using MerExperiments.Features;

namespace MerExperiments.AudioText.CrossFitting;

/// <summary>Gives every row a feature from models that did not train on it: a labelled row from the one model whose training left its fold out, any other row the
/// mean over the models of all folds.</summary>
/// <remarks>The same learner gives the same bytes with any number of workers. What is left is of second order, as in any
/// stacking: a head that trains on these features reads features of its training rows that come from models which saw its validation rows' labels. The further
/// rows, a test part among them, have no share in anything.</remarks>
/// <param name="learner">What learns.</param>
/// <param name="labels">The classes.</param>
/// <param name="workers">Folds learned side by side, 1 or more; it changes no result.</param>
public sealed class CrossFitter(IFeatureLearner learner, LabelSet labels, int workers = 1)
{
    private const int Own = 0, Pool = 1, Trained = 3;
    private const float LeastLogarithm = -14;

    /// <summary>What becomes the feature. Default the hidden state.</summary>
    public JointFeature Feature { get; init; } = JointFeature.HiddenState;

    /// <summary>Whether the folds' hidden states are turned into the same coordinates first (<see cref="FoldAlignment"/>). Only tests of what is done without it say no.</summary>
    internal bool Aligned { get; init; } = true;

    /// <summary>Fits a model per fold, and puts together what they say. Where one fails the others are stopped, so that nobody waits hours to be told.</summary>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public CrossFitted Fit(CrossFitRows rows, CancellationToken cancellation)
    {
        IReadOnlyList<IReadOnlyList<EncodedRows>> learned = Learn(rows, cancellation);
        IReadOnlyList<FoldTurn?> turns = TurnsOf(rows, learned);
        IReadOnlyList<IReadOnlyList<EncodedRows>> folds = [.. learned.Zip(turns, (lists, turn) => turn is null ? lists : [.. lists.Select(turn.Apply)])];
        EncodedRows labelled = OutOfFold(rows, [.. folds.Select(fold => fold[Own])]);
        EncodedRows[] others = [.. Enumerable.Range(0, rows.Others.Count).Select(list => Mean([.. folds.Select(fold => fold[Pool + list])]))];
        return new CrossFitted
        {
            Features = TableOf([rows.Labelled, .. rows.Others], [labelled, .. others], Feature),
            OutOfFold = new Posteriors(rows.Labelled.Names, labels, labelled.Posteriors),
            Others = [.. others.Select((encoded, list) => new Posteriors(rows.Others[list].Names, labels, encoded.Posteriors))],
        };
    }

    /// <summary>How each fold's features are turned into the first fold's coordinates: as <see cref="Fit"/> turns them; null for a fold that is left as it is.</summary>
    /// <inheritdoc cref="Fit" path="/exception"/>
    internal IReadOnlyList<FoldTurn?> Turns(CrossFitRows rows, CancellationToken cancellation) => TurnsOf(rows, Learn(rows, cancellation));

    private IReadOnlyList<FoldTurn?> TurnsOf(CrossFitRows rows, IReadOnlyList<IReadOnlyList<EncodedRows>> learned) => Aligned && Feature == JointFeature.HiddenState
        ? FoldAlignment.Fit(learned.Count, learned[0][Own].FeatureSize, fold => Anchors(rows, learned, fold))
        : [.. learned.Select(_ => (FoldTurn?)null)];

    private IReadOnlyList<EncodedRows>[] Learn(CrossFitRows rows, CancellationToken cancellation)
    {
        var folds = new IReadOnlyList<EncodedRows>[rows.Folds.Count];
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        try
        {
            Parallel.For(0, folds.Length, new ParallelOptions { MaxDegreeOfParallelism = workers, CancellationToken = stop.Token }, fold =>
            {
                try
                {
                    folds[fold] = learner.Learn(rows.TaskOf(fold), stop.Token);
                }
                catch
                {
                    stop.Cancel();
                    throw;
                }
            });
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerExceptions.FirstOrDefault(inner => inner is not OperationCanceledException) ?? e.InnerExceptions[0]);
        }

        return folds;
    }

    /// <summary>What two models say of the rows that both learned from, and of the pool.</summary>
    private static (float[] Own, float[] First) Anchors(CrossFitRows rows, IReadOnlyList<IReadOnlyList<EncodedRows>> learned, int fold)
    {
        int[] own = rows.TrainingOf(fold), first = rows.TrainingOf(0), both = [.. own.Intersect(first)];
        return (Of(learned[fold], own), Of(learned[0], first));

        float[] Of(IReadOnlyList<EncodedRows> lists, int[] trained) =>
        [
            .. both.SelectMany(row => lists[Trained].FeatureOf(Array.BinarySearch(trained, row)).ToArray()), .. lists[Pool].Features,
        ];
    }

    private static EncodedRows OutOfFold(CrossFitRows rows, IReadOnlyList<EncodedRows> folds)
    {
        (int size, int classes) = (folds[0].FeatureSize, folds[0].Classes);
        float[] features = new float[rows.Labelled.Count * size], posteriors = new float[rows.Labelled.Count * classes];
        for (int fold = 0; fold < folds.Count; fold++)
        {
            int[] own = rows.RowsOf(fold);
            for (int i = 0; i < own.Length; i++)
            {
                folds[fold].Features.AsSpan(i * size, size).CopyTo(features.AsSpan(own[i] * size));
                folds[fold].Posteriors.AsSpan(i * classes, classes).CopyTo(posteriors.AsSpan(own[i] * classes));
            }
        }

        return new EncodedRows(features, posteriors, size, classes);
    }

    /// <summary>What all folds' models say of the same rows, as one: the mean of their features and of their posteriors.</summary>
    internal static EncodedRows Mean(IReadOnlyList<EncodedRows> folds) => new(
        Mean([.. folds.Select(fold => fold.Features)]), Mean([.. folds.Select(fold => fold.Posteriors)]), folds[0].FeatureSize, folds[0].Classes);

    /// <summary>Summed in double precision in the order of the folds.</summary>
    private static float[] Mean(IReadOnlyList<float[]> members)
    {
        float[] mean = new float[members[0].Length];
        for (int i = 0; i < mean.Length; i++)
        {
            double sum = 0;
            foreach (float[] member in members)
            {
                sum += member[i];
            }

            mean[i] = (float)(sum / members.Count);
        }

        return mean;
    }

    /// <summary>Rows with what models say of them as the table that late fusion reads.</summary>
    internal static FeatureTable TableOf(IReadOnlyList<JointRows> lists, IReadOnlyList<EncodedRows> encoded, JointFeature feature)
    {
        bool isHidden = feature == JointFeature.HiddenState;
        int size = isHidden ? encoded[0].FeatureSize : encoded[0].Classes;
        FeatureState[] states = [.. lists.Zip(encoded, StatesOf).SelectMany(list => list)];
        float[] values = isHidden ? [.. encoded.SelectMany(rows => rows.Features)] : [.. encoded.SelectMany(rows => rows.Posteriors).Select(Logarithm)];
        foreach ((int row, _) in states.Index().Where(pair => pair.Item != FeatureState.Present))
        {
            values.AsSpan(row * size, size).Fill(float.NaN);
        }

        return new FeatureTable(CrossFitted.EncoderName, Modality.AudioText, size, [.. lists.SelectMany(rows => rows.Names)], states, values);
    }

    private static float Logarithm(float posterior) => Math.Max(LeastLogarithm, MathF.Log(posterior));

    /// <summary>A row that is NaN though it has words has only such as the learner's tokenizer knows nothing of.</summary>
    private static IEnumerable<FeatureState> StatesOf(JointRows rows, EncodedRows encoded) => Enumerable.Range(0, rows.Count)
        .Select(row => RowStates.Of(rows, row, RowStates.HasWords(rows, row) && !float.IsNaN(encoded.FeatureOf(row)[0])));
}

/// <summary>Features and posteriors of the rows of a split, none of them from a model that trained on the row.</summary>
public sealed record CrossFitted
{
    /// <summary>The encoder's name of the joint model's features, in tables, sweeps and reports.</summary>
    public const string EncoderName = "audio-text";

    /// <summary>The features: the labelled rows, then those of each further list. A row with neither sound nor words is NaN, with the state that says why.</summary>
    public required FeatureTable Features { get; init; }

    /// <summary>The name of the folder in the feature store that holds <see cref="Features"/>; empty where they are in none.</summary>
    public string Table { get; init; } = "";

    /// <summary>The class head's posteriors of the labelled rows, each by the model that did not train on it.</summary>
    public required Posteriors OutOfFold { get; init; }

    /// <summary>The class head's posteriors of each further list: the mean of all folds' models.</summary>
    public required IReadOnlyList<Posteriors> Others { get; init; }
}
