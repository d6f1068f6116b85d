using MerExperiments.Fusion.Networks;
using MerExperiments.Fusion.Trainers;
using MerExperiments.Onnx;
using MerExperiments.Search;
using MerExperiments.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace MerExperiments.Fusion.Linear;

/// <summary>Linear discriminant analysis with shrinkage: classes as normal distributions with one covariance, which is drawn towards a multiple of the identity (Friedman, 1989).
/// At a shrinkage of 1 it tells a row by the nearest class mean, a prototype.</summary>
internal sealed class DiscriminantHead : MatrixHead
{
    public override string Name => "lda";

    public override SearchSpace Space { get; } = new(
    [
        new RealParameter("shrinkage", 1e-3, 1, 0.3, Logarithmic: true),
        new RealParameter("balance", 0, 1, 0.5),
    ]);

    protected override string Fit(TrainingMatrix rows, ParameterSet parameters, NamedSeed seed, OnnxGraph graph, string features, CancellationToken cancellation)
    {
        TorchLibrary.UseOneThread();
        bool[] occurs = [.. Enumerable.Range(0, rows.Classes).Select(label => Enumerable.Range(0, rows.Count).Any(row => rows.Source.Labels[row] == label && rows.Source.Weights[row] > 0))];
        double scale = ScaleOf(rows, parameters, seed, cancellation);
        cancellation.ThrowIfCancellationRequested();
        (float[] directions, float[] constants) = Solve(rows, [.. Enumerable.Range(0, rows.Count)], parameters);
        string scores = graph.Add(graph.MatMul(features, graph.Constant(directions, rows.Width, rows.Classes)), graph.Constant(constants, rows.Classes));
        return ScoreGraph.Probabilities(graph, scores, scale, occurs);
    }

    /// <summary>By what scores are multiplied: chosen on rows that a first fit did not see, as distributions with many directions are far too sure of themselves.</summary>
    private static double ScaleOf(TrainingMatrix rows, ParameterSet parameters, NamedSeed seed, CancellationToken cancellation)
    {
        var split = InnerSplit.Of(rows.Source, seed.For("inner-split").ToRandom());
        int[] training = [.. split.Training.Where(row => rows.Source.Weights[row] > 0)];
        int[] held = [.. split.Validation.Where(row => training.Any(other => rows.Source.Labels[other] == rows.Source.Labels[row]))];
        if (held.Length == 0)
        {
            return 1;
        }

        cancellation.ThrowIfCancellationRequested();
        (float[] directions, float[] constants) = Solve(rows, training, parameters);
        float[] scores = [.. held.SelectMany(row => Enumerable.Range(0, rows.Classes).Select(label =>
        {
            ReadOnlySpan<float> values = rows[row];
            double sum = constants[label];
            for (int d = 0; d < values.Length; d++)
            {
                sum += values[d] * directions[(d * rows.Classes) + label];
            }

            return (float)sum;
        }))];
        return ScoreScale.Fit(scores, [.. held.Select(row => rows.Source.Labels[row])], rows.Classes);
    }

    /// <summary>The directions [width, classes] and constants of the classes' scores.</summary>
    private static (float[] Directions, float[] Constants) Solve(TrainingMatrix rows, int[] some, ParameterSet parameters)
    {
        double[] weights = new double[rows.Classes], means = new double[rows.Classes * rows.Width];
        foreach (int row in some)
        {
            weights[rows.Source.Labels[row]] += rows.Source.Weights[row];
            for (int d = 0; d < rows.Width; d++)
            {
                means[(rows.Source.Labels[row] * rows.Width) + d] += rows.Source.Weights[row] * (double)rows[row][d];
            }
        }

        for (int i = 0; i < means.Length; i++)
        {
            means[i] /= Math.Max(1e-12, weights[i / rows.Width]);
        }

        double total = weights.Sum(), shrinkage = parameters.Real("shrinkage");
        double[] centred = new double[some.Length * rows.Width];
        for (int i = 0; i < some.Length; i++)
        {
            double root = Math.Sqrt(rows.Source.Weights[some[i]] / total);
            for (int d = 0; d < rows.Width; d++)
            {
                centred[(i * rows.Width) + d] = root * (rows[some[i]][d] - means[(rows.Source.Labels[some[i]] * rows.Width) + d]);
            }
        }

        double spread = Math.Max(1e-9, centred.Sum(value => value * value) / rows.Width);
        double[] directions = Solve(centred, means, some.Length, rows.Width, rows.Classes, 1 - shrinkage, shrinkage * spread);
        float[] constants = new float[rows.Classes];
        double balance = parameters.Real("balance");
        double[] logarithms = [.. weights.Select((weight, label) =>
            Math.Log(Math.Max(1e-12, weight / total)) - (balance * Math.Log(Math.Max(1, some.Count(row => rows.Source.Labels[row] == label)) / (double)some.Length)))];
        for (int label = 0; label < rows.Classes; label++)
        {
            double product = 0;
            for (int d = 0; d < rows.Width; d++)
            {
                product += means[(label * rows.Width) + d] * directions[(d * rows.Classes) + label];
            }

            constants[label] = (float)(logarithms[label] - (product / 2));
        }

        return (Array.ConvertAll(directions, value => (float)value), constants);
    }

    /// <summary>The inverse of (share of the centred rows' second moment + a multiple of the identity), times the means: [width, classes]. Solved in the smaller of width and rows.</summary>
    private static double[] Solve(double[] centred, double[] means, int rows, int width, int classes, double share, double identity)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = tensor(centred, [rows, width]).clone(), m = tensor(means, [classes, width]).clone().t();
        bool narrow = width <= rows;
        int side = narrow ? width : rows;
        double[] moments = (narrow ? x.t().matmul(x) : x.matmul(x.t())).contiguous().data<double>().ToArray();
        for (int i = 0; i < moments.Length; i++)
        {
            moments[i] = (share * moments[i]) + (i % (side + 1) == 0 ? identity : 0); // every (side + 1)-th lies on the diagonal
        }

        Tensor system = tensor(moments, [side, side]).clone();
        if (narrow)
        {
            return linalg.solve(system, m).contiguous().data<double>().ToArray();
        }

        double[] inside = x.t().matmul(linalg.solve(system, x.matmul(m))).contiguous().data<double>().ToArray();
        return [.. inside.Select((value, i) => (means[(i % classes * width) + (i / classes)] - (share * value)) / identity)];
    }
}
