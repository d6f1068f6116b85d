using TorchSharp;
using static TorchSharp.torch;

namespace MerExperiments.AudioText.Training;

/// <summary>Adam (arXiv 1412.6980) with decoupled weight decay (arXiv 1711.05101): m and v are running means of the gradient and of its square,
/// w := w - rate * (decay * w + m / (1 - 0.9^t) / (sqrt(v / (1 - 0.999^t)) + 1e-8)). Matrices decay, vectors (norms, biases) do not.</summary>
/// <remarks>It works through the weights in stretches that fit a processor's cache, because reading and writing memory is all that a step costs. Torch's numbers
/// are held, not made in passing: one that nothing holds can be collected while the native call still reads it.</remarks>
internal sealed class AdamW : IDisposable
{
    private const double MeanDecay = 0.9, SquareDecay = 0.999, Epsilon = 1e-8;
    private const long StretchOnProcessor = 1 << 15, StretchOnDevice = 1 << 25;
    private readonly List<Stretch> _stretches = [];
    private readonly Tensor _spread;
    private readonly double _decay;
    private readonly Scalar _meanGain = 1 - MeanDecay, _squareDecay = SquareDecay, _squareGain = 1 - SquareDecay, _epsilon = Epsilon;
    private readonly Scalar _meanDecay = MeanDecay;

    /// <param name="weights">What is trained.</param>
    /// <param name="decay">The decay of matrices, 0 or more.</param>
    public AdamW(FlatWeights weights, double decay)
    {
        _decay = decay;
        Mean = zeros_like(weights.Values);
        Square = zeros_like(weights.Values);
        long longest = weights.Values.device.type == DeviceType.CPU ? StretchOnProcessor : StretchOnDevice;
        long count = weights.Values.numel();
        for (long start = 0; start < count;)
        {
            long end = Math.Min(start + longest, start < weights.Decayed ? weights.Decayed : count);
            _stretches.Add(new Stretch(
                Cut(weights.Values), Cut(weights.Gradients), Cut(Mean), Cut(Square), start < weights.Decayed));
            start = end;

            Tensor Cut(Tensor whole) => whole.narrow(0, start, end - start);
        }

        _spread = empty_like(_stretches.MaxBy(stretch => stretch.Values.numel())!.Values);
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
        using Scalar shrink = 1 - (rate * _decay);
        using Scalar widen = 1 / Math.Sqrt(1 - Math.Pow(SquareDecay, Steps));
        using Scalar along = -rate / (1 - Math.Pow(MeanDecay, Steps));
        foreach (Stretch part in _stretches)
        {
            part.Mean.mul_(_meanDecay).add_(part.Gradients, _meanGain);
            part.Square.mul_(_squareDecay).addcmul_(part.Gradients, part.Gradients, _squareGain);
            Tensor spread = _spread.narrow(0, 0, part.Square.numel());
            spread.copy_(part.Square).sqrt_().mul_(widen).add_(_epsilon);
            if (part.Decays && _decay > 0)
            {
                part.Values.mul_(shrink);
            }

            part.Values.addcdiv_(part.Mean, spread, along);
            part.Gradients.zero_();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        IEnumerable<IDisposable> views = _stretches.SelectMany(part => new[] { part.Values, part.Gradients, part.Mean, part.Square });
        foreach (IDisposable one in views.Concat([_spread, Mean, Square, _meanDecay, _meanGain, _squareDecay, _squareGain, _epsilon]))
        {
            one.Dispose();
        }
    }

    private sealed record Stretch(Tensor Values, Tensor Gradients, Tensor Mean, Tensor Square, bool Decays);
}
