using MerExperiments.Onnx;
using MerExperiments.Search;

namespace MerExperiments.Fusion.Kernels;

/// <summary>The product of what each encoder says by itself, as if encoders erred independently given the class (Kittler, Hatef, Duin and Matas, 1998, On combining classifiers).</summary>
/// <remarks>Each encoder has a kernel ridge regression of its own, with probabilities that follow from rows left out. A row that lacks an encoder is told by the others. One scale
/// for the product makes up for encoders that err together.</remarks>
internal sealed class ProductHead : KernelHead
{
    public override string Name => "product";

    public override SearchSpace Space => RidgeSolution.Space;

    protected override string Fit(KernelTask task, ParameterSet parameters, NamedSeed seed, OnnxGraph graph, CancellationToken cancellation)
    {
        Kernel kernel = Kernel.Of(parameters);
        double[] weights = task.BalancedWeights(parameters.Real("balance"));
        float[] leftOut = new float[task.Count * task.Classes];
        var parts = new List<string>();
        for (int c = 0; c < task.Columns.Count; c++)
        {
            KernelColumn column = task.Columns[c];
            RidgeSolution solution = RidgeSolution.Of(kernel.Matrix([column]), task, weights, parameters.Real("penalty"), cancellation);
            float scale = (float)solution.ScaleFor(task);
            AddLogarithms(leftOut, solution.LeftOut, scale, task, task.Rows.Columns[c]);
            (string value, string presence) = column.Write(graph, kernel.IsLinear);
            string scores = graph.Add(
                graph.MatMul(kernel.OfParts(graph, [value]), graph.Constant(solution.Coefficients, task.Count, task.Classes)), graph.Constant(solution.Constant, task.Classes));
            string logarithms = graph.Node("LogSoftmax", [graph.Multiply(scores, scale)], ("axis", 1));
            parts.Add(graph.Multiply(logarithms, presence));
        }

        string product = parts.Count == 1 ? parts[0] : graph.Node("Sum", [.. parts]);
        return ScoreGraph.Probabilities(graph, product, RidgeSolution.ScaleOf(leftOut, task), task.Occurs);
    }

    /// <summary>Adds an encoder's logarithms of probabilities for the rows that have it.</summary>
    private static void AddLogarithms(float[] sums, float[] scores, float scale, KernelTask task, FeatureColumn column)
    {
        for (int row = 0; row < task.Count; row++)
        {
            if (!column.Has(row))
            {
                continue;
            }

            Span<float> some = scores.AsSpan(row * task.Classes, task.Classes);
            double highest = System.Numerics.Tensors.TensorPrimitives.Max<float>(some), sum = 0;
            foreach (float score in some)
            {
                sum += Math.Exp((score - highest) * scale);
            }

            for (int c = 0; c < some.Length; c++)
            {
                sums[(row * task.Classes) + c] += (float)(((some[c] - highest) * scale) - Math.Log(sum));
            }
        }
    }
}
