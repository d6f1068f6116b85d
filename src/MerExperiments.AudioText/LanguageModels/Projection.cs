using MerExperiments.AudioText.Tensors;

using static TorchSharp.torch;

namespace MerExperiments.AudioText.LanguageModels;

/// <summary>A matrix product y = W x + b, with a low-rank adapter beside it where one was added: y += (alpha / rank) B A drop(x).</summary>
/// <param name="name">The published name without <c>.weight</c>, e.g. <c>model.layers.0.self_attn.q_proj</c>.</param>
/// <param name="weight">[out, in].</param>
/// <param name="bias">[out], or null.</param>
internal sealed class Projection(string name, Tensor weight, Tensor? bias)
{
    private double _scale, _dropout;

    /// <summary>The published name without <c>.weight</c>.</summary>
    public string Name => name;

    /// <summary>W, [out, in].</summary>
    public Tensor Weight => weight;

    /// <summary>b, [out]; null where the model has none.</summary>
    public Tensor? Bias => bias;

    /// <summary>The adapter's A, [rank, in]; null without one.</summary>
    public Tensor? Down { get; private set; }

    /// <summary>The adapter's B, [out, rank]; null without one.</summary>
    public Tensor? Up { get; private set; }

    /// <summary>Puts an adapter beside the matrix; B starts at zero, so nothing changes until it is trained.</summary>
    public void Adapt(LowRankOptions options, NamedSeed seed)
    {
        (_scale, _dropout) = (options.Alpha / options.Rank, options.Dropout);
        Down = TorchData.Normal(seed.For(name), 1 / Math.Sqrt(weight.shape[1]), weight.device, ScalarType.Float32, options.Rank, weight.shape[1]);
        Up = zeros([weight.shape[0], options.Rank], ScalarType.Float32, weight.device);
    }

    /// <summary>[.., in] to [.., out], in the type of x.</summary>
    /// <param name="x">The input.</param>
    /// <param name="dropout">The seed of the adapter's dropout; null while not training.</param>
    public Tensor Forward(Tensor x, NamedSeed? dropout)
    {
        Tensor y = nn.functional.linear(x, As(weight, x), bias is null ? null : As(bias, x));
        if (Down is null || Up is null)
        {
            return y;
        }

        Tensor low = nn.functional.linear(TorchData.Drop(x, _dropout, dropout?.For(name)), As(Down, x));       // [.., rank]
        return y.Plus(nn.functional.linear(low, As(Up, x)).Times(_scale));
    }

    /// <summary>W + (alpha / rank) B A: the matrix that alone does what matrix and adapter do; W itself where there is no adapter.</summary>
    public Tensor Merged() =>
        Down is null || Up is null ? weight.detach().clone() : weight.to(ScalarType.Float32).Plus(Up.matmul(Down).Times(_scale)).to(weight.dtype).detach();

    private static Tensor As(Tensor weight, Tensor x) => weight.dtype == x.dtype ? weight : weight.to(x.dtype);
}
