using MerExperiments.Fusion.Networks;
using MerExperiments.Fusion.Trainers;
using MerExperiments.Onnx;
using MerExperiments.Search;

namespace MerExperiments.Fusion.Kernels;

/// <summary>Support vector machines, one for each pair of classes, over all encoders at once. What two classes' machine says is a logarithm of a probability for each, and a
/// class's score the sum over its machines.</summary>
/// <remarks>The scale of the scores is chosen on rows set aside within the training part, whole speakers where they are known.</remarks>
internal sealed class SupportVectorHead : KernelHead
{
    private const float Steepness = 3;

    public override string Name => "svm";

    public override SearchSpace Space { get; } = new(
    [
        .. Kernel.Parameters,
        new RealParameter("cost", 0.03, 300, 3, Logarithmic: true),
        new RealParameter("balance", 0, 1, 0.5),
    ]);

    protected override string Fit(KernelTask task, ParameterSet parameters, NamedSeed seed, OnnxGraph graph, CancellationToken cancellation)
    {
        var kernel = Kernel.Of(parameters);
        float[] matrix = kernel.Matrix(task.Columns);
        double[] weights = task.BalancedWeights(parameters.Real("balance")), costs = Array.ConvertAll(weights, weight => weight * parameters.Real("cost"));
        (int First, int Second)[] pairs = [.. Enumerable.Range(0, task.Classes).SelectMany(a => Enumerable.Range(a + 1, task.Classes - a - 1).Select(b => (a, b)))];
        double scale = ScaleOf(task, matrix, costs, pairs, seed, cancellation);
        (float[] coefficients, float[] constants) = Machines(task, matrix, costs, pairs, [.. Enumerable.Range(0, task.Count)], cancellation);
        string decisions = graph.Add(
            graph.MatMul(kernel.Write(graph, task.Columns), graph.Constant(coefficients, task.Count, pairs.Length)), graph.Constant(constants, pairs.Length));
        string steep = graph.Multiply(decisions, Steepness);
        string first = graph.Node("Softplus", [graph.Multiply(steep, -1)]), second = graph.Node("Softplus", [steep]);
        string scores = graph.Multiply(
            graph.Add(graph.MatMul(first, Members(graph, task, pairs, pair => pair.First)), graph.MatMul(second, Members(graph, task, pairs, pair => pair.Second))), -1);
        return ScoreGraph.Probabilities(graph, scores, scale, task.Occurs);
    }

    private static string Members(OnnxGraph graph, KernelTask task, (int First, int Second)[] pairs, Func<(int First, int Second), int> member)
    {
        bool[] occurs = task.Occurs;
        float[] members = new float[pairs.Length * task.Classes];
        for (int p = 0; p < pairs.Length; p++)
        {
            members[(p * task.Classes) + member(pairs[p])] = occurs[pairs[p].First] && occurs[pairs[p].Second] ? 1 : 0;
        }

        return graph.Constant(members, pairs.Length, task.Classes);
    }

    /// <summary>The coefficients [all rows, pairs] and constants [pairs] of machines fitted to some rows.</summary>
    private static (float[] Coefficients, float[] Constants) Machines(
        KernelTask task, float[] matrix, double[] costs, (int First, int Second)[] pairs, int[] some, CancellationToken cancellation)
    {
        float[] coefficients = new float[task.Count * pairs.Length], constants = new float[pairs.Length];
        for (int p = 0; p < pairs.Length; p++)
        {
            (int first, int second) = pairs[p];
            int[] rows = [.. some.Where(row => task.Rows.Labels[row] == first || task.Rows.Labels[row] == second)];
            sbyte[] signs = [.. rows.Select(row => (sbyte)(task.Rows.Labels[row] == first ? 1 : -1))];
            if (signs.Distinct().Count() < 2)
            {
                constants[p] = rows.Length == 0 ? 0 : signs[0];
                continue;
            }

            (double[] found, double constant) = SupportVectors.Fit(matrix, task.Count, rows, signs, [.. rows.Select(row => costs[row])], cancellation);
            for (int i = 0; i < rows.Length; i++)
            {
                coefficients[(rows[i] * pairs.Length) + p] = (float)found[i];
            }

            constants[p] = (float)constant;
        }

        return (coefficients, constants);
    }

    private static double ScaleOf(KernelTask task, float[] matrix, double[] costs, (int First, int Second)[] pairs, NamedSeed seed, CancellationToken cancellation)
    {
        var split = InnerSplit.Of(task.Rows, seed.For("inner-split").ToRandom());
        if (split.Validation.Count == 0 || split.Training.Count == 0)
        {
            return 1;
        }

        (float[] coefficients, float[] constants) = Machines(task, matrix, costs, pairs, [.. split.Training], cancellation);
        bool[] occurs = task.Occurs;
        float[] scores = [.. split.Validation.SelectMany(row => ScoresOf(row))];
        return ScoreScale.Fit(scores, [.. split.Validation.Select(row => task.Rows.Labels[row])], task.Classes);

        float[] ScoresOf(int row)
        {
            float[] sums = new float[task.Classes];
            for (int p = 0; p < pairs.Length; p++)
            {
                if (!occurs[pairs[p].First] || !occurs[pairs[p].Second])
                {
                    continue;
                }

                double decision = constants[p];
                foreach (int other in split.Training)
                {
                    decision += coefficients[(other * pairs.Length) + p] * matrix[(row * task.Count) + other];
                }

                sums[pairs[p].First] -= (float)Softplus(-Steepness * decision);
                sums[pairs[p].Second] -= (float)Softplus(Steepness * decision);
            }

            return sums;
        }
    }

    private static double Softplus(double x) => Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x)));
}
