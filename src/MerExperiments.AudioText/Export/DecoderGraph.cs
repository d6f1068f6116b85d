using MerExperiments.AudioText.LanguageModels;
using MerExperiments.Onnx;

namespace MerExperiments.AudioText.Export;

/// <summary>Writes a decoder-only language model as nodes of an ONNX graph; its twin in torch is <see cref="DecoderLayer"/>. B rows of T places, H values a place.</summary>
/// <remarks>Places that hold no token may stand anywhere in a row: they take no position and no one attends to them, so a row means the same wherever its padding is.</remarks>
internal sealed class DecoderGraph
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
    public string Hidden(string embedded)
    {
        string x = embedded;
        for (int i = 0; i < _model.Layers; i++)
        {
            string layer = FormattableString.Invariant($"model.layers.{i}.");
            x = _graph.Add(x, Attend(Norm(x, layer + "input_layernorm.weight"), layer + "self_attn."));
            x = _graph.Add(x, Feed(Norm(x, layer + "post_attention_layernorm.weight"), layer + "mlp."));
        }

        return Norm(x, "model.norm.weight");
    }

    /// <summary>RMSNorm (arXiv 1910.07467): x / sqrt(mean(x^2) + epsilon) * weight.</summary>
    private string Norm(string x, string weight)
    {
        string mean = _graph.Node("ReduceMean", [_graph.Square(x), _graph.Integers(-1)], ("keepdims", 1));
        string size = _graph.SquareRoot(_graph.Add(mean, (float)_model.NormEpsilon));
        return _graph.Multiply(_graph.Divide(x, size), _weights.Constant(weight));
    }

    private string Attend(string x, string prefix)
    {
        (string query, string key, string value) = Split(x, prefix);
        query = _positions.Rotate(ByHead(query, _model.Heads / _model.KeyValueHeads));                 // [B, key heads, sharing heads, T, head size]
        key = _positions.Rotate(ByHead(key, 1));                                                       // [B, key heads, 1, T, head size]
        string scores = _graph.MatMul(query, _graph.Node("Transpose", [key], ("perm", new long[] { 0, 1, 2, 4, 3 })));
        scores = _positions.Limit(_graph.Multiply(scores, (float)(1 / Math.Sqrt(_model.HeadSize))));   // [B, key heads, sharing heads, T, T]
        string mixed = _graph.MatMul(_graph.Node("Softmax", [scores], ("axis", -1)), ByHead(value, 1));
        mixed = _graph.Node("Transpose", [mixed], ("perm", new long[] { 0, 3, 1, 2, 4 }));
        return _weights.Linear(prefix + "o_proj", _graph.Reshape(mixed, 0, 0, _model.Heads * _model.HeadSize));
    }

    private (string Query, string Key, string Value) Split(string x, string prefix)
    {
        if (!_model.PackedAttention)
        {
            return (_weights.Linear(prefix + "q_proj", x), _weights.Linear(prefix + "k_proj", x), _weights.Linear(prefix + "v_proj", x));
        }

        string packed = _weights.Linear(prefix + "W_pack", x);
        int width = _model.Heads * _model.HeadSize;
        return (_graph.Slice(packed, 2, 0, width), _graph.Slice(packed, 2, width, 2 * width), _graph.Slice(packed, 2, 2 * width, 3 * width));
    }

    /// <summary>[B, T, heads * head size] to [B, key heads, sharing heads, T, head size]: the query heads that share a key head stand beside each other.</summary>
    private string ByHead(string x, int sharing) => _graph.Node(
        "Transpose", [_graph.Reshape(x, 0, 0, _model.KeyValueHeads, sharing, _model.HeadSize)], ("perm", new long[] { 0, 2, 3, 1, 4 }));

    /// <summary>SwiGLU (arXiv 2002.05202).</summary>
    private string Feed(string x, string prefix)
    {
        string gate = _weights.Linear(prefix + "gate_proj", x);
        string opened = _graph.Multiply(gate, _graph.Node("Sigmoid", [gate]));
        return _weights.Linear(prefix + "down_proj", _graph.Multiply(opened, _weights.Linear(prefix + "up_proj", x)));
    }
}
