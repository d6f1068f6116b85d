using MerExperiments.Onnx;
using MerExperiments.Search;

namespace MerExperiments.Fusion.Kernels;

/// <summary>Kernel ridge regression over all encoders at once, with probabilities that follow from rows left out.</summary>
internal sealed class KernelRidgeHead : KernelHead
{
    public override string Name => "kernel-ridge";

    public override SearchSpace Space => RidgeSolution.Space;

    protected override string Fit(KernelTask task, ParameterSet parameters, NamedSeed seed, OnnxGraph graph, CancellationToken cancellation)
    {
        Kernel kernel = Kernel.Of(parameters);
        RidgeSolution solution = RidgeSolution.Of(
            kernel.Matrix(task.Columns), task, task.BalancedWeights(parameters.Real("balance")), parameters.Real("penalty"), cancellation);
        string scores = graph.Add(
            graph.MatMul(kernel.Write(graph, task.Columns), graph.Constant(solution.Coefficients, task.Count, task.Classes)), graph.Constant(solution.Constant, task.Classes));
        return ScoreGraph.Probabilities(graph, scores, solution.ScaleFor(task), task.Occurs);
    }
}
