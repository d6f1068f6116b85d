using MerExperiments.Onnx;
using MerExperiments.Search;

namespace MerExperiments.Fusion.Kernels;

/// <summary>Kernel ridge regression over all encoders at once, with probabilities that follow from rows left out.</summary>
internal sealed class KernelRidgeHead : KernelHead
{
    public override string Name => "kernel-ridge";

    public override SearchSpace Space { get; } = new(
    [
        .. Kernel.Parameters,
        new RealParameter("penalty", 1e-3, 10, 0.1, Logarithmic: true),
        new RealParameter("balance", 0, 1, 0.5),
    ]);

    protected override string Fit(KernelTask task, ParameterSet parameters, NamedSeed seed, OnnxGraph graph, CancellationToken cancellation)
    {
        Kernel kernel = Kernel.Of(parameters);
        RidgeSolution solution = RidgeSolution.Of(
            kernel.Matrix(task.Columns), task, task.BalancedWeights(parameters.Real("balance")), parameters.Real("penalty"), cancellation);
        string scores = graph.Add(
            graph.MatMul(kernel.Write(graph, task.Columns), graph.Constant(solution.Coefficients, task.Count, task.Classes)), graph.Constant(solution.Constant, task.Classes));
        return Probabilities.Write(graph, scores, solution.ScaleFor(task), task.Occurs);
    }
}
