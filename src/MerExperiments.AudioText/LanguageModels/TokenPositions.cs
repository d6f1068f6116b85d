using MerExperiments.AudioText.Tensors;

using static TorchSharp.torch;

namespace MerExperiments.AudioText.LanguageModels;

/// <summary>What every layer of one forward pass shares: who may attend to whom, and where each token stands.</summary>
/// <param name="Bias">Added to the attention scores, [B, 1 or heads, T, T]: minus infinity where a token may not look, else 0 or the linear bias. Null where the order
/// alone decides, because padding only stands behind tokens, who cannot see it there; what comes out of the padding means nothing.</param>
/// <param name="Cosine">[B or 1, T, heads, head size], the same for every head: products over whole tokens are twice as fast as head by head. Null where positions
/// are linear biases.</param>
/// <param name="Sine">As the cosine, negative in the first half of a head.</param>
internal sealed record TokenPositions(Tensor? Bias, Tensor? Cosine, Tensor? Sine)
{
    /// <summary>Works out positions from which places hold a token; padding takes none, so it may stand on either side.</summary>
    /// <param name="mask">Bool [B, T], true where a token stands.</param>
    /// <param name="model">The model.</param>
    /// <param name="type">The type of the hidden states.</param>
    public static TokenPositions Of(Tensor mask, LanguageModelConfiguration model, ScalarType type)
    {
        bool isOrderEnough = model.Positions == PositionKind.Rotary && !HasTokenBehindPadding(mask);
        Tensor position = isOrderEnough
            ? TorchData.Copy([.. Enumerable.Range(0, (int)mask.shape[1]).Select(i => (float)i)], mask.device, 1, mask.shape[1]) // [1, T]
            : mask.to(ScalarType.Float32).cumsum(1).Plus(-1).AtLeast(0);                                   // [B, T]
        if (model.Positions == PositionKind.LinearBias)
        {
            Tensor distance = (position.unsqueeze(1) - position.unsqueeze(2)).unsqueeze(1);                    // key minus query, [B, 1, T, T]
            Tensor slopes = TorchData.Copy(Slopes(model.Heads), mask.device, model.Heads, 1, 1);
            return new TokenPositions(Visibility(mask).Plus(distance * slopes).to(type), null, null);
        }

        Tensor frequencies = TorchData.Copy(Frequencies(model), mask.device, model.HeadSize / 2);
        Tensor angles = (position.unsqueeze(2) * frequencies).unsqueeze(2);                                    // [B or 1, T, 1, head size / 2]
        Tensor sine = angles.sin();
        return new TokenPositions(
            isOrderEnough ? null : Visibility(mask).to(type), ForAllHeads(angles.cos(), angles.cos()), ForAllHeads(sine.neg(), sine));

        Tensor ForAllHeads(Tensor first, Tensor second) => cat([first, second], -1).expand(-1, -1, model.Heads, -1).to(type).contiguous();
    }

    /// <summary>Turns queries or keys [B, T, heads, head size] by their positions; without rotary positions they stay.</summary>
    public Tensor Rotate(Tensor x)
    {
        if (Cosine is null || Sine is null)
        {
            return x;
        }

        long heads = x.shape[2], half = x.shape[3] / 2;
        return (x * Cosine.narrow(2, 0, heads)).Plus(x.roll(half, -1) * Sine.narrow(2, 0, heads));
    }

    /// <summary>The slopes of ALiBi (arXiv 2108.12409): a geometric series for a power of two of heads; others take every second of the next power's.</summary>
    public static float[] Slopes(int heads)
    {
        int power = 1 << (int)Math.Log2(heads);
        IEnumerable<double> slopes = Enumerable.Range(1, power).Select(i => Math.Pow(2, -8.0 * i / power))
            .Concat(Enumerable.Range(0, heads - power).Select(i => Math.Pow(2, -4.0 * ((2 * i) + 1) / power)));
        return [.. slopes.Select(slope => (float)slope)];
    }

    /// <summary>Radians per position of each pair of a head's values, [head size / 2].</summary>
    public static float[] Frequencies(LanguageModelConfiguration model) =>
        [.. Enumerable.Range(0, model.HeadSize / 2).Select(i => (float)Stretch(Math.Pow(model.RotaryBase, -2.0 * i / model.HeadSize), model.RotaryScaling))];

    private static bool HasTokenBehindPadding(Tensor mask) => mask[.., 1..].logical_and(mask[.., ..^1].logical_not()).any().item<bool>();

    /// <summary>0 where a token may look and minus infinity elsewhere, float32 [B, 1, T, T].</summary>
    private static Tensor Visibility(Tensor mask)
    {
        long length = mask.shape[1];
        Tensor causal = ones([length, length], ScalarType.Bool, mask.device).tril();
        Tensor itself = eye(length, dtype: ScalarType.Bool, device: mask.device);                              // a padded query sees itself: no row is empty
        Tensor visible = causal.logical_and(mask.unsqueeze(1)).logical_or(itself).unsqueeze(1);
        return zeros_like(visible, ScalarType.Float32).Filled(visible.logical_not(), double.NegativeInfinity);
    }

    private static double Stretch(double frequency, RotaryScaling? scaling)
    {
        if (scaling is null)
        {
            return frequency;
        }

        if (scaling.Kind == RotaryScalingKind.Linear)
        {
            return frequency / scaling.Factor;
        }

        double turns = scaling.FirstContextLength * frequency / (2 * Math.PI);
        double kept = Math.Clamp((turns - scaling.LowFrequencyFactor) / (scaling.HighFrequencyFactor - scaling.LowFrequencyFactor), 0, 1);
        return (kept * frequency) + ((1 - kept) * frequency / scaling.Factor);
    }
}
