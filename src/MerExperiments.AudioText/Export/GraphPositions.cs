using MerExperiments.AudioText.LanguageModels;
using MerExperiments.Onnx;

namespace MerExperiments.AudioText.Export;

/// <summary>What every layer of a graph shares: who may attend to whom, and where each token stands; its twin in torch is <see cref="TokenPositions"/>.</summary>
internal sealed class GraphPositions
{
    private const float Never = -1e30f;
    private readonly OnnxGraph _graph;
    private readonly string _visible;
    private readonly string? _bias, _cosine, _sine;
    private readonly int _half;

    /// <param name="graph">The graph.</param>
    /// <param name="model">The model's shape.</param>
    /// <param name="mask">Bool [B, T], true where a token stands.</param>
    public GraphPositions(OnnxGraph graph, LanguageModelConfiguration model, string mask)
    {
        (_graph, _half) = (graph, model.HeadSize / 2);
        _visible = Visible(mask);
        string count = graph.Node("CumSum", [graph.ToSingle(mask), graph.Constant([1L])]);
        string position = graph.AtLeast(graph.Add(count, -1), 0);                                      // [B, T]
        if (model.Positions == PositionKind.LinearBias)
        {
            string distance = graph.Subtract(graph.Unsqueeze(position, 1), graph.Unsqueeze(position, 2)); // key minus query, [B, T, T]
            string slopes = graph.Constant(TokenPositions.Slopes(model.Heads), 1, model.KeyValueHeads, model.Heads / model.KeyValueHeads, 1, 1);
            _bias = graph.Multiply(graph.Unsqueeze(distance, 1, 2), slopes);
            return;
        }

        string frequencies = graph.Constant(TokenPositions.Frequencies(model), _half);
        string angles = graph.Multiply(graph.Unsqueeze(position, 1, 2, 4), frequencies);               // [B, 1, 1, T, head size / 2]
        (_cosine, _sine) = (graph.Node("Cos", [angles]), graph.Node("Sin", [angles]));
    }

    /// <summary>Turns queries or keys [.., T, head size] by their positions; without rotary positions they stay.</summary>
    public string Rotate(string x)
    {
        if (_cosine is null || _sine is null)
        {
            return x;
        }

        string first = _graph.Slice(x, 4, 0, _half), second = _graph.Slice(x, 4, _half, long.MaxValue);
        return _graph.Concat(
            4,
            _graph.Subtract(_graph.Multiply(first, _cosine), _graph.Multiply(second, _sine)),
            _graph.Add(_graph.Multiply(second, _cosine), _graph.Multiply(first, _sine)));
    }

    /// <summary>Attention scores with the linear bias, where the model has one, and without what may not be seen.</summary>
    public string Limit(string scores) =>
        _graph.Node("Where", [_visible, _bias is null ? scores : _graph.Add(scores, _bias), _graph.Scalar(Never)]);

    /// <summary>Bool [B, 1, 1, T, T]: a token sees tokens up to itself. A place without a token may see none; its softmax is then even, and no one reads it.</summary>
    private string Visible(string mask)
    {
        string place = _graph.Positions(mask, 1);                                                      // [T]
        string causal = _graph.Node("GreaterOrEqual", [_graph.Unsqueeze(place, 1), place]);            // query by key, [T, T]
        return _graph.Node("And", [causal, _graph.Unsqueeze(mask, 1, 2, 3)]);
    }
}
