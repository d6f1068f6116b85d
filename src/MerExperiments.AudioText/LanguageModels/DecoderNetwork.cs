namespace MerExperiments.AudioText.LanguageModels;

/// <summary>A decoder-only language model from embedded tokens to hidden states, written once. Each layer: x += attention(norm(x)), then x += feed-forward(norm(x)).</summary>
/// <remarks>B rows of T tokens, H values a token. Torch computes it (<see cref="TorchDecoder"/>), a graph is written of it (<c>Export/DecoderGraph</c>): so the graph that
/// leaves is the model that was trained.</remarks>
/// <param name="model">The shape.</param>
internal sealed class DecoderNetwork(LanguageModelConfiguration model)
{
    private readonly LayerNames[] _layers = [.. Enumerable.Range(0, model.Layers).Select(model.Family.NamesIn)];

    /// <summary>Embedded tokens to hidden states after the last norm, [B, T, H] to [B, T, H].</summary>
    /// <param name="embedded">The embedded tokens.</param>
    /// <param name="operationsOf">What interprets a layer; that of the last one also the norm after it.</param>
    public T Hidden<T>(T embedded, Func<int, IDecoderOperations<T>> operationsOf)
    {
        T x = embedded;
        for (int layer = 0; layer < model.Layers; layer++)
        {
            x = Layer(x, layer, operationsOf(layer));
        }

        return LastNorm(x, operationsOf(model.Layers - 1));
    }

    /// <summary>One layer, [B, T, H] to [B, T, H].</summary>
    public T Layer<T>(T x, int layer, IDecoderOperations<T> with)
    {
        LayerNames names = _layers[layer];
        x = with.Add(x, with.Drop(Attend(with.Norm(x, names.AttentionNorm), names, with), "attention"));
        return with.Add(x, with.Drop(Feed(with.Norm(x, names.FeedNorm), names, with), "feed"));
    }

    /// <summary>The norm after the last layer.</summary>
    public T LastNorm<T>(T x, IDecoderOperations<T> with) => with.Norm(x, model.Family.LastNorm);

    private T Attend<T>(T x, LayerNames names, IDecoderOperations<T> with)
    {
        IReadOnlyList<T> parts = names.Attention is [var packed]
            ? with.Split(with.Linear(packed, x), 3)
            : [.. names.Attention.Select(name => with.Linear(name, x))];                                       // [B, T, heads * head size] each
        T query = with.Rotate(with.ByHead(parts[0], model.Heads));
        T key = with.Rotate(with.ByHead(parts[1], model.KeyValueHeads));
        return with.Linear(names.Out, with.Attend(query, key, with.ByHead(parts[2], model.KeyValueHeads)));
    }

    /// <summary>SwiGLU (arXiv 2002.05202).</summary>
    private static T Feed<T>(T x, LayerNames names, IDecoderOperations<T> with) =>
        with.Linear(names.Down, with.Multiply(with.Silu(with.Linear(names.Gate, x)), with.Linear(names.Up, x)));
}

/// <summary>The operations of which a language model's layers are made, over some kind of value.</summary>
/// <remarks>They are as coarse as what torch computes in one fused pass (attention) or in another precision (norms): finer ones would say more in one place, and make a
/// training step slower.</remarks>
/// <typeparam name="T">Values of B rows of T tokens: a torch tensor, or the name of a graph's value.</typeparam>
internal interface IDecoderOperations<T>
{
    /// <summary>a + b.</summary>
    T Add(T a, T b);

    /// <summary>a * b.</summary>
    T Multiply(T a, T b);

    /// <summary>x * sigmoid(x).</summary>
    T Silu(T x);

    /// <summary>RMSNorm (arXiv 1910.07467): x / sqrt(mean(x^2) + epsilon) * weight.</summary>
    T Norm(T x, string weight);

    /// <summary>y = W x + b, where b is one of the model's weights; with the matrix's adapter, if it has one.</summary>
    /// <param name="name">The matrix, without <c>.weight</c>.</param>
    /// <param name="x">[B, T, inputs].</param>
    T Linear(string name, T x);

    /// <summary>Equal parts of the last axis.</summary>
    IReadOnlyList<T> Split(T x, int parts);

    /// <summary>[B, T, heads * head size] with its heads apart, in whatever order of axes attention reads best.</summary>
    T ByHead(T x, int heads);

    /// <summary>Turns queries or keys by their positions; without rotary positions they stay.</summary>
    T Rotate(T x);

    /// <summary>softmax(query key / sqrt(head size) + bias) value over the tokens that each token may see; heads apart in, [B, T, heads * head size] out.</summary>
    T Attend(T query, T key, T value);

    /// <summary>Sets random values to 0 in training; nothing otherwise.</summary>
    /// <param name="x">The values.</param>
    /// <param name="part">Which part of the layer they are of.</param>
    T Drop(T x, string part);
}
