using MerExperiments.AudioText.LanguageModels;
using MerExperiments.Onnx;

namespace MerExperiments.AudioText.Export;

/// <summary>Writes a decoder-only language model as nodes of an ONNX graph. B rows of T places, H values a place.</summary>
/// <remarks>Places that hold no token may stand anywhere in a row: they take no position and no one attends to them, so a row means the same wherever its padding is.
/// ONNX has no fused attention that all its runtimes know, nor dropout to write, and its tensors are float32: only in that do the operations differ from torch's.</remarks>
internal sealed class DecoderGraph : IDecoderOperations<string>
{
    private readonly OnnxGraph _graph;
    private readonly LanguageModelConfiguration _model;
    private readonly GraphWeights _weights;
    private readonly GraphPositions _positions;

    /// <param name="graph">The graph.</param>
    /// <param name="model">The model's shape.</param>
    /// <param name="weights">The model's weights by their published names, adapters merged.</param>
    /// <param name="mask">Bool [B, T], true where a token stands.</param>
    public DecoderGraph(OnnxGraph graph, LanguageModelConfiguration model, GraphWeights weights, string mask) =>
        (_graph, _model, _weights, _positions) = (graph, model, weights, new GraphPositions(graph, model, mask));

    /// <summary>Embedded tokens to hidden states after the last norm, [B, T, H] to [B, T, H]; where no token stands, what comes out means nothing.</summary>
    public string Hidden(string embedded) => new DecoderNetwork(_model).Hidden(embedded, _ => this);

    /// <inheritdoc/>
    public string Add(string a, string b) => _graph.Add(a, b);

    /// <inheritdoc/>
    public string Multiply(string a, string b) => _graph.Multiply(a, b);

    /// <inheritdoc/>
    public string Silu(string x) => _graph.Multiply(x, _graph.Node("Sigmoid", [x]));

    /// <inheritdoc/>
    public string Norm(string x, string weight)
    {
        string mean = _graph.Node("ReduceMean", [_graph.Square(x), _graph.Integers(-1)], ("keepdims", 1));
        string size = _graph.SquareRoot(_graph.Add(mean, (float)_model.NormEpsilon));
        return _graph.Multiply(_graph.Divide(x, size), _weights.Constant(weight));
    }

    /// <inheritdoc/>
    public string Linear(string name, string x) => _weights.Linear(name, x);

    /// <inheritdoc/>
    public IReadOnlyList<string> Split(string x, int parts)
    {
        int width = _model.Heads * _model.HeadSize;
        return [.. Enumerable.Range(0, parts).Select(part => _graph.Slice(x, 2, part * width, (part + 1) * width))];
    }

    /// <summary>[B, key heads, sharing heads, T, head size]: the query heads that share a key head stand beside each other, so that keys need no copies.</summary>
    public string ByHead(string x, int heads) => _graph.Node(
        "Transpose", [_graph.Reshape(x, 0, 0, _model.KeyValueHeads, heads / _model.KeyValueHeads, _model.HeadSize)], ("perm", new long[] { 0, 2, 3, 1, 4 }));

    /// <inheritdoc/>
    public string Rotate(string x) => _positions.Rotate(x);

    /// <inheritdoc/>
    public string Attend(string query, string key, string value)
    {
        string scores = _graph.MatMul(query, _graph.Node("Transpose", [key], ("perm", new long[] { 0, 1, 2, 4, 3 })));
        scores = _positions.Limit(_graph.Multiply(scores, (float)(1 / Math.Sqrt(_model.HeadSize))));   // [B, key heads, sharing heads, T, T]
        string mixed = _graph.MatMul(_graph.Node("Softmax", [scores], ("axis", -1)), value);
        mixed = _graph.Node("Transpose", [mixed], ("perm", new long[] { 0, 3, 1, 2, 4 }));
        return _graph.Reshape(mixed, 0, 0, _model.Heads * _model.HeadSize);
    }

    /// <inheritdoc/>
    public string Drop(string x, string part) => x;
}
