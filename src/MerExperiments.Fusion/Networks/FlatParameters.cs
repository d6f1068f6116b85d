using static TorchSharp.torch;

namespace MerExperiments.Fusion.Networks;

/// <summary>All parameters of a network in one vector, and all gradients in another; the layers are views of the two.</summary>
/// <remarks>So that an optimiser's step is a handful of operations on one vector instead of a handful for each layer.</remarks>
internal sealed class FlatParameters
{
    /// <summary>Draws the parameters uniformly from ±1/sqrt(inputs), as torch's own linear layers do.</summary>
    public FlatParameters(IReadOnlyList<LayerShape> shapes, Random random)
    {
        float[] values = [.. shapes.SelectMany(shape => Draw(shape, random))];
        Values = TorchMemory.Copy(values, values.Length);
        Gradients = zeros_like(Values);
        int start = 0;
        foreach (LayerShape shape in shapes)
        {
            Tensor weights = View(ref start, shape.Inputs, shape.Outputs);
            Layers.Add((weights, View(ref start, shape.Outputs)));
        }
    }

    /// <summary>All values: each layer's weights [inputs, outputs], then its biases.</summary>
    public Tensor Values { get; }

    /// <summary>All gradients, in the same order; a backward pass adds to them.</summary>
    public Tensor Gradients { get; }

    /// <summary>The layers.</summary>
    public List<(Tensor Weights, Tensor Biases)> Layers { get; } = [];

    private static IEnumerable<float> Draw(LayerShape shape, Random random)
    {
        double bound = 1 / Math.Sqrt(shape.Inputs);
        return Enumerable.Range(0, shape.ParameterCount).Select(_ => (float)(bound * (2 * random.NextDouble() - 1)));
    }

    private Tensor View(ref int start, params long[] shape)
    {
        long count = shape.Aggregate(1L, (product, size) => product * size);
        Tensor view = Values.narrow(0, start, count).view(shape).detach().requires_grad_(true);
        view.grad = Gradients.narrow(0, start, count).view(shape);
        start += (int)count;
        return view;
    }
}
