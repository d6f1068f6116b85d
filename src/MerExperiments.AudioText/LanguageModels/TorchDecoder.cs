using MerExperiments.AudioText.Tensors;

using static TorchSharp.torch;

namespace MerExperiments.AudioText.LanguageModels;

/// <summary>Computes one layer of a language model in torch, with gradients. Made anew for each layer and pass.</summary>
/// <param name="model">The model, whose weights are read.</param>
/// <param name="positions">What all layers share.</param>
/// <param name="seed">The seed of this layer's dropout; null while not training. The same seed drops the same values.</param>
internal sealed class TorchDecoder(LanguageModel model, TokenPositions positions, NamedSeed? seed) : IDecoderOperations<Tensor>
{
    private readonly LanguageModelConfiguration _shape = model.Configuration;

    /// <inheritdoc/>
    public Tensor Add(Tensor a, Tensor b) => a.Plus(b);

    /// <inheritdoc/>
    public Tensor Multiply(Tensor a, Tensor b) => a * b;

    /// <inheritdoc/>
    public Tensor Silu(Tensor x) => nn.functional.silu(x);

    /// <inheritdoc/>
    public Tensor Norm(Tensor x, string weight) => Norm(x, model.Weights[weight], _shape.NormEpsilon);

    /// <summary>RMSNorm, in float32 whatever the precision: sums of squares in bfloat16 would lose the small ones.</summary>
    public static Tensor Norm(Tensor x, Tensor weight, double epsilon)
    {
        Tensor wide = x.to(ScalarType.Float32);
        Tensor scale = wide.Squared().mean([-1L], keepdim: true).Plus(epsilon).rsqrt();                          // [B, T, 1]
        return (wide * scale * weight).to(x.dtype);
    }

    /// <inheritdoc/>
    public Tensor Linear(string name, Tensor x) => model.Projections[name].Forward(x, seed);

    /// <inheritdoc/>
    public IReadOnlyList<Tensor> Split(Tensor x, int parts) => x.chunk(parts, -1);

    /// <summary>[B, T, heads, head size]: a view, and turning whole tokens is twice as fast as head by head.</summary>
    public Tensor ByHead(Tensor x, int heads) => x.view(x.shape[0], x.shape[1], heads, _shape.HeadSize);

    /// <inheritdoc/>
    public Tensor Rotate(Tensor x) => positions.Rotate(x);

    /// <summary>In one of torch's fused kernels, which never hold the scores of all tokens with all tokens. They want as many key heads as query heads.</summary>
    public Tensor Attend(Tensor query, Tensor key, Tensor value)
    {
        Tensor mixed = nn.functional.scaled_dot_product_attention(
            query.transpose(1, 2), Shared(key).transpose(1, 2), Shared(value).transpose(1, 2), positions.Bias, is_casual: positions.Bias is null); // [B, heads, T, head size]
        return mixed.transpose(1, 2).reshape(query.shape[0], query.shape[1], -1);
    }

    /// <inheritdoc/>
    public Tensor Drop(Tensor x, string part) => TorchData.Drop(x, model.Dropout, seed?.For(part));

    /// <summary>Each key or value head beside itself, once for every query head that shares it.</summary>
    private Tensor Shared(Tensor x) => _shape.KeyValueHeads == _shape.Heads ? x : x.repeat_interleave(_shape.Heads / _shape.KeyValueHeads, 2);
}
