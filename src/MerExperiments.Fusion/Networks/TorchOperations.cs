using static TorchSharp.torch;

namespace MerExperiments.Fusion.Networks;

/// <summary>Computes a network in torch, with gradients. Made anew for each pass.</summary>
/// <param name="layers">Weights [inputs, outputs] and biases [outputs], in call order.</param>
/// <param name="dropout">The masks of a training pass; null in an evaluation.</param>
internal sealed class TorchOperations(IReadOnlyList<(Tensor Weights, Tensor Biases)> layers, DropoutMasks? dropout) : INetworkOperations<Tensor>
{
    private int _layer;

    public Tensor Linear(Tensor input, int outputs)
    {
        (Tensor weights, Tensor biases) = layers[_layer++];
        return addmm(biases, input, weights, 1, 1);
    }

    public Tensor Relu(Tensor input) => input.relu();

    public Tensor Dropout(Tensor input) => dropout is null ? input : dropout.Apply(input);

    public Tensor Concatenate(IReadOnlyList<Tensor> inputs) => cat([.. inputs], 1);

    public Tensor WeightedSum(IReadOnlyList<Tensor> inputs, Tensor weights) =>
        stack([.. inputs], 1).mul(weights.unsqueeze(2)).sum(1); // [batch, inputs, width] -> [batch, width]
}
