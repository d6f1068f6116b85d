using static TorchSharp.torch;

namespace MerExperiments.Fusion.Networks;

/// <summary>Adam (Kingma and Ba 2015) with decoupled weight decay (Loshchilov and Hutter 2019) on one vector of parameters.</summary>
internal sealed class AdamOptimiser
{
    private const double MeanDecay = 0.9;
    private const double SquareDecay = 0.999;
    private const double Epsilon = 1e-8;
    private readonly FlatParameters _parameters;
    private readonly Tensor _mean;
    private readonly Tensor _square;
    private readonly double _learningRate;
    private readonly double _weightDecay;
    private int _step;

    public AdamOptimiser(FlatParameters parameters, double learningRate, double weightDecay)
    {
        (_parameters, _learningRate, _weightDecay) = (parameters, learningRate, weightDecay);
        (_mean, _square) = (zeros_like(parameters.Values), zeros_like(parameters.Values));
    }

    /// <summary>One step along the gradients, which are then set to 0.</summary>
    public void Step()
    {
        _step++;
        Tensor gradients = _parameters.Gradients;
        _mean.mul_(MeanDecay).add_(gradients, 1 - MeanDecay);
        _square.mul_(SquareDecay).addcmul_(gradients, gradients, 1 - SquareDecay);
        double correction = Math.Sqrt(1 - Math.Pow(SquareDecay, _step)) / (1 - Math.Pow(MeanDecay, _step));
        using Tensor spread = _square.sqrt();
        spread.add_(Epsilon);
        _parameters.Values.mul_(1 - _learningRate * _weightDecay);
        _parameters.Values.addcdiv_(_mean, spread, -_learningRate * correction);
        gradients.zero_();
    }
}
