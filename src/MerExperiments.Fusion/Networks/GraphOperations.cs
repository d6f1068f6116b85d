using MerExperiments.Onnx;

namespace MerExperiments.Fusion.Networks;

/// <summary>Writes a network as nodes of an ONNX graph.</summary>
/// <param name="graph">The graph.</param>
/// <param name="shapes">The layers, in call order.</param>
/// <param name="parameters">All layers' values one after another: weights [inputs, outputs] row-major, then biases.</param>
internal sealed class GraphOperations(OnnxGraph graph, IReadOnlyList<LayerShape> shapes, float[] parameters) : INetworkOperations<string>
{
    private int _layer;
    private int _start;

    public string Linear(string input, int outputs)
    {
        LayerShape shape = shapes[_layer++];
        string weights = graph.Constant(Next(shape.Inputs * shape.Outputs), shape.Inputs, shape.Outputs);
        return graph.Node("Gemm", [input, weights, graph.Constant(Next(shape.Outputs), shape.Outputs)]);
    }

    public string Relu(string input) => graph.Node("Relu", [input]);

    public string Dropout(string input) => input;

    public string Concatenate(IReadOnlyList<string> inputs) => graph.Node("Concat", [.. inputs], ("axis", 1));

    public string WeightedSum(IReadOnlyList<string> inputs, string weights)
    {
        string[] rows = [.. inputs.Select(input => graph.Node("Unsqueeze", [input, graph.Integers(1)]))]; // each [batch, 1, width]
        string stacked = graph.Node("Concat", rows, ("axis", 1));                                       // [batch, inputs, width]
        string scaled = graph.Node("Mul", [stacked, graph.Node("Unsqueeze", [weights, graph.Integers(2)])]);
        return graph.Node("ReduceSum", [scaled, graph.Integers(1)], ("keepdims", 0));
    }

    private ReadOnlySpan<float> Next(int count)
    {
        _start += count;
        return parameters.AsSpan(_start - count, count);
    }
}
