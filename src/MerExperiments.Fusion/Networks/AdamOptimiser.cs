using TorchSharp;
using static TorchSharp.torch;

namespace MerExperiments.Fusion.Networks;

/// <summary>Adam (Kingma and Ba 2015) with decoupled weight decay (Loshchilov and Hutter 2019) on one vector of parameters.</summary>
/// <remarks>Torch's numbers are held, not made in passing: one that nothing holds can be collected while the native call still reads it.</remarks>
internal sealed class AdamOptimiser : IDisposable
{
    private const double MeanDecay = 0.9;
    private const double SquareDecay = 0.999;
    private readonly FlatParameters _parameters;
    private readonly Tensor _mean;
    private readonly Tensor _square;
    private readonly double _learningRate;
    private readonly Scalar _meanDecay = MeanDecay;
    private readonly Scalar _meanGain = 1 - MeanDecay;
    private readonly Scalar _squareDecay = SquareDecay;
    private readonly Scalar _squareGain = 1 - SquareDecay;
    private readonly Scalar _epsilon = 1e-8;
    private readonly Scalar _one = 1;
    private readonly Scalar _shrink;
    private int _step;

    public AdamOptimiser(FlatParameters parameters, double learningRate, double weightDecay)
    {
        (_parameters, _learningRate, _shrink) = (parameters, learningRate, 1 - learningRate * weightDecay);
        (_mean, _square) = (zeros_like(parameters.Values), zeros_like(parameters.Values));
    }

    /// <summary>One step along the gradients, which are then set to 0.</summary>
    public void Step()
    {
        _step++;
        Tensor gradients = _parameters.Gradients;
        double correction = Math.Sqrt(1 - Math.Pow(SquareDecay, _step)) / (1 - Math.Pow(MeanDecay, _step));
        using Scalar rate = -_learningRate * correction;
        _mean.mul_(_meanDecay).add_(gradients, _meanGain);
        _square.mul_(_squareDecay).addcmul_(gradients, gradients, _squareGain);
        using Tensor spread = _square.sqrt();
        spread.add_(_epsilon, _one);
        _parameters.Values.mul_(_shrink);
        _parameters.Values.addcdiv_(_mean, spread, rate);
        gradients.zero_();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Scalar scalar in new[] { _meanDecay, _meanGain, _squareDecay, _squareGain, _epsilon, _one, _shrink })
        {
            scalar.Dispose();
        }
    }
}
