using MerExperiments.Onnx;

namespace MerExperiments.Encoders.Tests.StandIns;

/// <summary>Writes a transformer with random weights: pre-norm attention with an additive mask, then a feed-forward of four times the width.</summary>
internal sealed class TransformerBlocks(OnnxGraph graph, TransformerShape shape, ulong seed)
{
    private readonly Random _random = new NamedSeed(seed).For("stand-in").ToRandom();

    /// <summary>The hidden states: before the first block, then after each.</summary>
    /// <param name="x">[batch, length, width].</param>
    /// <param name="mask">[batch, length] of floats, 1 at values and 0 at padding; null for none.</param>
    public IReadOnlyList<string> Run(string x, string? mask)
    {
        string? bias = mask is null
            ? null
            : graph.Multiply(graph.Unsqueeze(graph.Subtract(graph.Scalar(1), mask), 1, 2), -1e9f);
        List<string> states = [x];
        for (int layer = 0; layer < shape.Layers; layer++)
        {
            x = graph.Add(x, Attention(Normal(x), bias));
            x = graph.Add(x, Linear(graph.Node("Relu", [Linear(Normal(x), shape.Width, 4 * shape.Width)]), 4 * shape.Width, shape.Width));
            states.Add(x);
        }

        return states;
    }

    /// <summary>A random table of so many rows of the width.</summary>
    public string Table(int rows) => Weights(rows, shape.Width, 1);

    /// <summary>x times a random matrix.</summary>
    public string Linear(string x, int from, int to) => graph.MatMul(x, Weights(from, to, 1 / MathF.Sqrt(from)));

    private string Attention(string x, string? bias)
    {
        string query = Heads(Linear(x, shape.Width, shape.Width), 0, 2, 1, 3), key = Heads(Linear(x, shape.Width, shape.Width), 0, 2, 3, 1);
        string scores = graph.Multiply(graph.MatMul(query, key), 1 / MathF.Sqrt((float)shape.Width / shape.Heads));
        string weights = graph.Node("Softmax", [bias is null ? scores : graph.Add(scores, bias)], ("axis", -1));
        string mixed = graph.MatMul(weights, Heads(Linear(x, shape.Width, shape.Width), 0, 2, 1, 3));
        string joined = graph.Reshape(graph.Node("Transpose", [mixed], ("perm", new long[] { 0, 2, 1, 3 })), 0, 0, shape.Width);
        return Linear(joined, shape.Width, shape.Width);
    }

    private string Heads(string x, params long[] order) =>
        graph.Node("Transpose", [graph.Reshape(x, 0, 0, shape.Heads, shape.Width / shape.Heads)], ("perm", order));

    private string Normal(string x)
    {
        float[] ones = [.. Enumerable.Repeat(1f, shape.Width)];
        return graph.Node("LayerNormalization", [x, graph.Constant(ones, shape.Width), graph.Constant(new float[shape.Width], shape.Width)], ("axis", -1));
    }

    private string Weights(int rows, int columns, float scale)
    {
        float[] values = new float[rows * columns];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = scale * (float)(_random.NextDouble() + _random.NextDouble() + _random.NextDouble() + _random.NextDouble() - 2) * 1.7f;
        }

        return graph.Constant(values, rows, columns);
    }
}
