using MerExperiments.Evaluation;
using MerExperiments.Fusion.Networks;
using MerExperiments.Onnx;
using MerExperiments.Search;
using Microsoft.ML;

namespace MerExperiments.Fusion.Trainers;

/// <summary>Any multiclass trainer or pipeline of ML.NET as a head that a sweep can choose.</summary>
/// <remarks>The estimator sees three columns: "Features", a float vector without missing values (standardised, the mean where a feature is missing, and a 1 or 0 per encoder
/// that says whether it is there); "Label", a key over the classes that occur; "Weight", a float. It must give a float vector "Score", one value per class, the same for the
/// same rows and seed: a trainer of several threads is told to use one. A class without a row gets the probability 0. What was fitted becomes ONNX by ML.NET's own
/// converter, and its scores of all training rows are compared with ML.NET's; the head refuses an estimator that skips rows, or whose graph says something else.</remarks>
/// <param name="name">The name by which experiments ask for it.</param>
/// <param name="space">What of it can be swept; it may be empty.</param>
/// <param name="make">Makes the estimator from a context, a value for each parameter that exists, and the seed of every random draw.</param>
public sealed class EstimatorHead(string name, SearchSpace space, Func<MLContext, ParameterSet, int, IEstimator<ITransformer>> make) : MatrixHead
{
    /// <inheritdoc/>
    public override string Name => name;

    /// <inheritdoc/>
    public override SearchSpace Space => space;

    /// <inheritdoc/>
    public override bool TakesWeights => !IgnoresWeights;

    /// <summary>True where the trainer does not look at the column "Weight"; then no row counts half.</summary>
    public bool IgnoresWeights { get; init; }

    /// <summary>True where the scores are class probabilities already. Otherwise they become probabilities by a softmax whose one temperature is chosen on rows set aside within
    /// the training part, whole speakers where they are known; the class of the highest score stays what it was.</summary>
    public bool GivesProbabilities { get; init; }

    /// <inheritdoc/>
    protected override string Fit(TrainingMatrix rows, ParameterSet parameters, NamedSeed seed, OnnxGraph graph, string features, CancellationToken cancellation)
    {
        int[] counting = [.. Enumerable.Range(0, rows.Count).Where(row => rows.Source.Weights[row] > 0)];
        int[] classes = [.. counting.Select(row => rows.Source.Labels[row]).Distinct().Order()];
        if (classes.Length == 1)
        {
            return Spread(graph, graph.Node("ReduceMax", [features, graph.Integers(1)], ("keepdims", 1)), classes, rows.Classes, isCertain: true);
        }

        TrainingMatrix taught = rows.Select(counting, label => Array.IndexOf(classes, label), classes.Length);
        double? scale = GivesProbabilities ? null : ScaleOnRowsSetAside(taught, parameters, seed, cancellation);
        cancellation.ThrowIfCancellationRequested();
        FittedEstimator fitted = FitEstimator(taught, parameters, seed);
        string scores = fitted.Write(graph, features);
        string probabilities = GivesProbabilities
            ? scores
            : graph.Node("Softmax", [graph.Node("Mul", [scores, graph.Scalar((float)(scale ?? ScoreScale.Unit(fitted.Scores, classes.Length)))])], ("axis", 1));
        return Spread(graph, probabilities, classes, rows.Classes, isCertain: false);
    }

    /// <summary>By what scores are multiplied before the softmax, chosen on rows that a first fit did not see; null where there are too few rows to set any aside.</summary>
    /// <remarks>The standardisation, which looks at no label, is that of all training rows.</remarks>
    private double? ScaleOnRowsSetAside(TrainingMatrix rows, ParameterSet parameters, NamedSeed seed, CancellationToken cancellation)
    {
        InnerSplit split = InnerSplit.Of(rows.Source, seed.For("inner-split").ToRandom());
        int[] classes = [.. split.Training.Select(row => rows.Source.Labels[row]).Distinct().Order()];
        int[] held = [.. split.Validation.Where(row => classes.Contains(rows.Source.Labels[row]))];
        if (held.Length == 0 || classes.Length == 1)
        {
            return null;
        }

        cancellation.ThrowIfCancellationRequested();
        TrainingMatrix Part(IReadOnlyList<int> some) => rows.Select(some, label => Array.IndexOf(classes, label), classes.Length);
        TrainingMatrix heldRows = Part(held);
        return ScoreScale.Fit(FitEstimator(Part(split.Training), parameters, seed).ScoresOf(heldRows), heldRows.Source.Labels, classes.Length);
    }

    private FittedEstimator FitEstimator(TrainingMatrix rows, ParameterSet parameters, NamedSeed seed) =>
        FittedEstimator.Fit(name, rows, seed.ToInt32(), context => make(context, parameters, seed.ToInt32()), GivesProbabilities);

    /// <summary>Puts the probabilities of the classes that occur in their places among all; a class that does not occur has 0.</summary>
    private static string Spread(OnnxGraph graph, string probabilities, int[] classes, int all, bool isCertain)
    {
        float[] places = new float[classes.Length * all];
        for (int c = 0; c < classes.Length; c++)
        {
            places[(c * all) + classes[c]] = 1;
        }

        // Where one class occurs, there is nothing to learn: any finite value times 0 plus its place.
        return isCertain
            ? graph.Add(graph.Node("Mul", [probabilities, graph.Scalar(0)]), graph.Constant(places, all))
            : classes.Length == all ? probabilities : graph.MatMul(probabilities, graph.Constant(places, classes.Length, all));
    }
}

/// <summary>How far apart scores lie: what they are multiplied by before a softmax makes probabilities of them.</summary>
internal static class ScoreScale
{
    /// <summary>The scale under which the labels of rows that were not trained on are most likely.</summary>
    public static double Fit(float[] scores, IReadOnlyList<int> labels, int classes)
    {
        double unit = Unit(scores, classes);
        var posteriors = new Posteriors(
            [.. labels.Select(_ => "")], new LabelSet(Enumerable.Range(0, classes).Select(c => FormattableString.Invariant($"{c}"))), Softmax(scores, unit, classes));
        return unit / Calibration.Fit(posteriors, [.. labels]).Temperature;
    }

    /// <summary>The scale under which the scores of a row have, over all rows, a deviation of 1.</summary>
    public static double Unit(float[] scores, int classes)
    {
        double squares = scores.Chunk(classes).Sum(row => row.Sum(score => Math.Pow(score - row.Average(), 2)));
        return squares > 0 ? Math.Sqrt(scores.Length / squares) : 1;
    }

    private static float[] Softmax(float[] scores, double scale, int classes) => [.. scores.Chunk(classes).SelectMany(row =>
    {
        double[] powers = [.. row.Select(score => Math.Exp((score - row.Max()) * scale))];
        return powers.Select(power => (float)(power / powers.Sum()));
    })];
}
