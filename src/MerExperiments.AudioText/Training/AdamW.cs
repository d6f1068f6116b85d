using TorchSharp;
using static TorchSharp.torch;

namespace MerExperiments.AudioText.Training;

/// <summary>Adam (arXiv 1412.6980) with decoupled weight decay (arXiv 1711.05101): m and v are running means of the gradient and of its square,
/// w := w - rate * (decay * w + m / (1 - 0.9^t) / (sqrt(v / (1 - 0.999^t)) + 1e-8)). Matrices decay, vectors (norms, biases) do not.</summary>
/// <remarks>Reading and writing memory is nearly all that a step costs: on the processor it is one pass of <see cref="FusedStep"/>; elsewhere torch's own operations go
/// through the weights in stretches. Torch's numbers are held, not made in passing: one that nothing holds can be collected while the native
/// call still reads it.</remarks>
internal sealed class AdamW : IDisposable
{
    private const double MeanDecay = 0.9, SquareDecay = 0.999, Epsilon = 1e-8;
    private const long LongestStretch = 1 << 25;
    private readonly List<Stretch> _stretches = [];
    private readonly Tensor? _spread;
    private readonly double _decay;
    private readonly Scalar _meanGain = 1 - MeanDecay, _squareDecay = SquareDecay, _squareGain = 1 - SquareDecay, _epsilon = Epsilon;
    private readonly Scalar _meanDecay = MeanDecay;

    /// <param name="weights">What is trained.</param>
    /// <param name="decay">The decay of matrices, 0 or more.</param>
    /// <param name="fused">Whether to take one pass, which only the processor can; null where it can.</param>
    public AdamW(FlatWeights weights, double decay, bool? fused = null)
    {
        _decay = decay;
        Mean = zeros_like(weights.Values);
        Square = zeros_like(weights.Values);
        long count = weights.Values.numel();
        for (long start = 0; start < count;)
        {
            long end = Math.Min(start + LongestStretch, start < weights.Decayed ? weights.Decayed : count);
            _stretches.Add(new Stretch(
                Cut(weights.Values), Cut(weights.Gradients), Cut(Mean), Cut(Square), start < weights.Decayed));
            start = end;

            Tensor Cut(Tensor whole) => whole.narrow(0, start, end - start);
        }

        bool isFused = fused ?? weights.Values.device.type == DeviceType.CPU;
        _spread = isFused ? null : empty_like(_stretches.MaxBy(stretch => stretch.Values.numel())!.Values);
    }

    /// <summary>The running mean of the gradients, [n].</summary>
    public Tensor Mean { get; }

    /// <summary>The running mean of their squares, [n].</summary>
    public Tensor Square { get; }

    /// <summary>How many steps were taken.</summary>
    public int Steps { get; set; }

    /// <summary>One step along the gradients, which are then set to 0. It asks for no memory, so that it cannot stop half-way for want of it.</summary>
    public void Step(double rate)
    {
        Steps++;
        using DisposeScope scope = NewDisposeScope();
        double shrink = 1 - (rate * _decay), widen = 1 / Math.Sqrt(1 - Math.Pow(SquareDecay, Steps)), along = rate / (1 - Math.Pow(MeanDecay, Steps));
        foreach (Stretch part in _stretches)
        {
            if (_spread is null)
            {
                new FusedStep(
                    (float)MeanDecay, (float)(1 - MeanDecay), (float)SquareDecay, (float)(1 - SquareDecay), (float)Epsilon, (float)along, (float)widen, part.Decays ? (float)shrink : 1)
                    .Take(part.Values.bytes, part.Gradients.bytes, part.Mean.bytes, part.Square.bytes);
            }
            else
            {
                Take(part, _spread.narrow(0, 0, part.Square.numel()), part.Decays ? shrink : 1, widen, along);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        IEnumerable<IDisposable> views = _stretches.SelectMany(part => new[] { part.Values, part.Gradients, part.Mean, part.Square });
        foreach (IDisposable one in views.Concat([Mean, Square, _meanDecay, _meanGain, _squareDecay, _squareGain, _epsilon]))
        {
            one.Dispose();
        }

        _spread?.Dispose();
    }

    private void Take(Stretch part, Tensor spread, double shrink, double widen, double along)
    {
        using Scalar kept = shrink, wide = widen, back = -along;
        part.Mean.mul_(_meanDecay).add_(part.Gradients, _meanGain);
        part.Square.mul_(_squareDecay).addcmul_(part.Gradients, part.Gradients, _squareGain);
        spread.copy_(part.Square).sqrt_().mul_(wide).Increase(_epsilon);
        part.Values.mul_(kept).addcdiv_(part.Mean, spread, back);
        part.Gradients.zero_();
    }

    private sealed record Stretch(Tensor Values, Tensor Gradients, Tensor Mean, Tensor Square, bool Decays);
}
