using static TorchSharp.torch;

namespace MerExperiments.AudioText.LanguageModels;

/// <summary>One layer: x += attention(norm(x)), then x += feed-forward(norm(x)). B rows of T tokens, H values a token.</summary>
internal sealed class DecoderLayer
{
    private readonly LanguageModelConfiguration _model;
    private readonly double _dropout;
    private readonly Tensor _attentionNorm, _feedNorm;
    private readonly Projection? _packed, _query, _key, _value;
    private readonly Projection _out, _gate, _up, _down;

    /// <param name="model">The shape.</param>
    /// <param name="prefix">What the names of its weights begin with, e.g. <c>model.layers.0.</c></param>
    /// <param name="weights">Finds a weight by its published name; null for one that the model has not.</param>
    /// <param name="dropout">The share of values dropped before each sum while training.</param>
    public DecoderLayer(LanguageModelConfiguration model, string prefix, Func<string, Tensor?> weights, double dropout)
    {
        (_model, _dropout) = (model, dropout);
        _attentionNorm = weights($"{prefix}input_layernorm.weight")!;
        _feedNorm = weights($"{prefix}post_attention_layernorm.weight")!;
        _packed = Find("self_attn.W_pack");
        _query = Find("self_attn.q_proj");
        _key = Find("self_attn.k_proj");
        _value = Find("self_attn.v_proj");
        _out = Find("self_attn.o_proj")!;
        _gate = Find("mlp.gate_proj")!;
        _up = Find("mlp.up_proj")!;
        _down = Find("mlp.down_proj")!;

        Projection? Find(string name) =>
            weights($"{prefix}{name}.weight") is { } weight ? new Projection(prefix + name, weight, weights($"{prefix}{name}.bias")) : null;
    }

    /// <summary>All matrices, in a fixed order.</summary>
    public IEnumerable<Projection> Projections => new[] { _packed, _query, _key, _value, _out, _gate, _up, _down }.OfType<Projection>();

    /// <summary>[B, T, H] to [B, T, H].</summary>
    /// <param name="x">The hidden states.</param>
    /// <param name="positions">What the layers share.</param>
    /// <param name="seed">The seed of this layer's dropout; null while not training. The same seed drops the same values.</param>
    public Tensor Forward(Tensor x, TokenPositions positions, NamedSeed? seed)
    {
        x = x.Plus(TorchData.Drop(Attend(Norm(x, _attentionNorm, _model.NormEpsilon), positions, seed), _dropout, seed?.For("attention")));
        return x.Plus(TorchData.Drop(Feed(Norm(x, _feedNorm, _model.NormEpsilon), seed), _dropout, seed?.For("feed")));
    }

    /// <summary>RMSNorm (arXiv 1910.07467): x / sqrt(mean(x^2) + epsilon) * weight, computed in float32.</summary>
    public static Tensor Norm(Tensor x, Tensor weight, double epsilon)
    {
        Tensor wide = x.to(ScalarType.Float32);
        Tensor scale = wide.Squared().mean([-1L], keepdim: true).Plus(epsilon).rsqrt();                          // [B, T, 1]
        return (wide * scale * weight).to(x.dtype);
    }

    private Tensor Attend(Tensor x, TokenPositions positions, NamedSeed? seed)
    {
        (Tensor query, Tensor key, Tensor value) = Split(x, seed);                                             // [B, T, heads * head size]
        query = positions.Rotate(ByHead(query, _model.Heads)).transpose(1, 2);                                 // [B, heads, T, head size]
        key = Shared(positions.Rotate(ByHead(key, _model.KeyValueHeads))).transpose(1, 2);
        value = Shared(ByHead(value, _model.KeyValueHeads)).transpose(1, 2);
        Tensor mixed = nn.functional.scaled_dot_product_attention(query, key, value, positions.Bias, is_casual: positions.Bias is null);
        return _out.Forward(mixed.transpose(1, 2).reshape(x.shape[0], x.shape[1], -1), seed);
    }

    private (Tensor Query, Tensor Key, Tensor Value) Split(Tensor x, NamedSeed? seed)
    {
        if (_packed is not null)
        {
            Tensor[] parts = _packed.Forward(x, seed).chunk(3, -1);
            return (parts[0], parts[1], parts[2]);
        }

        return (_query!.Forward(x, seed), _key!.Forward(x, seed), _value!.Forward(x, seed));
    }

    private Tensor ByHead(Tensor x, int heads) => x.view(x.shape[0], x.shape[1], heads, _model.HeadSize);

    /// <summary>Each key or value head beside itself, once for every query head that shares it.</summary>
    private Tensor Shared(Tensor x) => _model.KeyValueHeads == _model.Heads ? x : x.repeat_interleave(_model.Heads / _model.KeyValueHeads, 2);

    /// <summary>SwiGLU (arXiv 2002.05202).</summary>
    private Tensor Feed(Tensor x, NamedSeed? seed) =>
        _down.Forward(nn.functional.silu(_gate.Forward(x, seed)) * _up.Forward(x, seed), seed);
}
