using MerExperiments.Onnx;
using static TorchSharp.torch;

namespace MerExperiments.AudioText.Export;

/// <summary>Puts a model's tensors into a graph as float32 constants.</summary>
/// <param name="graph">The graph.</param>
/// <param name="find">Finds a tensor by its name; null where the model has none of that name.</param>
internal sealed class GraphWeights(OnnxGraph graph, Func<string, Tensor?> find)
{
    /// <summary>Whether the model has a tensor of this name.</summary>
    public bool Has(string name) => find(name) is not null;

    /// <summary>The length of a vector.</summary>
    /// <exception cref="KeyNotFoundException">There is none of this name.</exception>
    public int LengthOf(string name) => (int)Find(name).shape[0];

    /// <summary>The tensor as it is.</summary>
    /// <exception cref="KeyNotFoundException">There is none of this name.</exception>
    public string Constant(string name)
    {
        using Tensor values = Plain(name);
        return graph.Constant(values.data<float>().ToArray(), Shape(values));
    }

    /// <summary>y = W x + b over the last axis, for W [outputs, inputs] under <c>name.weight</c> and, where there is one, b under <c>name.bias</c>.</summary>
    /// <exception cref="KeyNotFoundException">There is no such matrix.</exception>
    public string Linear(string name, string input)
    {
        using Tensor values = Plain(name + ".weight");
        using Tensor turned = values.t().contiguous();                                                 // [inputs, outputs]
        string product = graph.MatMul(input, graph.Constant(turned.data<float>().ToArray(), Shape(turned)));
        return Has(name + ".bias") ? graph.Add(product, Constant(name + ".bias")) : product;
    }

    private static int[] Shape(Tensor values) => [.. values.shape.Select(length => (int)length)];

    private Tensor Plain(string name)
    {
        Tensor tensor = Find(name);
        using IDisposable scope = NewDisposeScope();
        return tensor.detach().to(ScalarType.Float32).cpu().contiguous().clone().MoveToOuterDisposeScope();
    }

    private Tensor Find(string name) => find(name) ?? throw new KeyNotFoundException($"the model has no tensor \"{name}\"");
}
