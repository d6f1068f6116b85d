using MerExperiments.Onnx;
using MerExperiments.Search;

namespace MerExperiments.Fusion.Kernels;

/// <summary>A vote of the nearest training rows, each with a weight that falls with its distance, and a little of the classes' shares.</summary>
internal sealed class NearestNeighboursHead : KernelHead
{
    public override string Name => "nearest-neighbours";

    public override SearchSpace Space { get; } = new(
    [
        new IntegerParameter("neighbours", 1, 100, 12, Logarithmic: true),
        new RealParameter("bandwidth", 0.1, 5, 0.5, Logarithmic: true),
        new RealParameter("smoothing", 1e-2, 5, 0.5, Logarithmic: true),
        new RealParameter("balance", 0, 1, 0.5),
    ]);

    protected override string Fit(KernelTask task, ParameterSet parameters, NamedSeed seed, OnnxGraph graph, CancellationToken cancellation)
    {
        double[] weights = task.BalancedWeights(parameters.Real("balance"));
        double total = weights.Sum();
        float[] votes = new float[task.Count * task.Classes];
        double[] shares = new double[task.Classes];
        for (int row = 0; row < task.Count; row++)
        {
            votes[(row * task.Classes) + task.Rows.Labels[row]] = (float)weights[row];
            shares[task.Rows.Labels[row]] += weights[row] / total;
        }

        int neighbours = Math.Min(parameters.Integer("neighbours"), task.Count);
        double bandwidth = parameters.Real("bandwidth"), smoothing = parameters.Real("smoothing");
        string[] parts = [.. task.Columns.Select(column => column.WriteKnownDistances(graph))];
        string distances = graph.Multiply(parts.Length == 1 ? parts[0] : graph.Node("Sum", parts), 1f / parts.Length);
        string[] nearest = graph.Nodes("TopK", 2, [distances, graph.Integers(neighbours)], ("axis", 1), ("largest", 0));
        string closest = graph.Slice(nearest[0], 1, 0, 1); // the nearest counts in full, however far all are
        string likeness = graph.Node("Exp", [graph.Multiply(graph.Subtract(nearest[0], closest), (float)(-1 / (bandwidth * bandwidth)))]);
        string voted = graph.Node("Gather", [graph.Constant(votes, task.Count, task.Classes), nearest[1]], ("axis", 0)); // [batch, neighbours, classes]
        string sums = graph.Sum(graph.Multiply(voted, graph.Unsqueeze(likeness, 2)), 1, keep: false);
        string smoothed = graph.Add(sums, graph.Constant(Array.ConvertAll(shares, share => (float)(share * smoothing)), task.Classes));
        return graph.Divide(smoothed, graph.Sum(smoothed, 1));
    }
}
