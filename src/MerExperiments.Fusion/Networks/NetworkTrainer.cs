using MerExperiments.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace MerExperiments.Fusion.Networks;

/// <summary>Trains a network by mini-batches and keeps the parameters of the epoch with the least loss on the inner validation part.</summary>
/// <remarks>One thread per fit (whoever makes one has called <see cref="TorchLibrary.UseOneThread"/>), and every random draw from the fit's own generator: fits that run at once do not disturb each other.</remarks>
internal sealed class NetworkTrainer : IDisposable
{
    private const int Patience = 6;
    private readonly IFusionNetwork _network;
    private readonly NetworkOptions _options;
    private readonly int _classes;
    private readonly Random _random;
    private readonly FlatParameters _parameters;
    private readonly AdamOptimiser _optimiser;
    private readonly DropoutMasks? _dropout;

    public NetworkTrainer(IFusionNetwork network, NetworkOptions options, IReadOnlyList<int> widths, int classes, Random random)
    {
        (_network, _options, _classes, _random) = (network, options, classes, random);
        Shapes = LayerShape.Of(network, widths, options.Hidden, classes);
        _parameters = new FlatParameters(Shapes, random);
        _optimiser = new AdamOptimiser(_parameters, options.LearningRate, options.WeightDecay);
        int largest = options.BatchSize * Math.Max(widths.Sum(), widths.Count * options.Hidden);
        _dropout = options.Dropout > 0 ? new DropoutMasks(options.Dropout, largest, random) : null;
    }

    /// <summary>The network's layers.</summary>
    public IReadOnlyList<LayerShape> Shapes { get; }

    /// <summary>Trains.</summary>
    /// <returns>The best epoch's parameters, layer after layer; the last epoch's where there is no validation part.</returns>
    public float[] Train(NetworkBatch training, NetworkBatch? validation, CancellationToken cancellation)
    {
        Tensor best = _parameters.Values.clone();
        double leastLoss = double.PositiveInfinity;
        for (int epoch = 0, since = 0; epoch < _options.Epochs && since < Patience; epoch++)
        {
            cancellation.ThrowIfCancellationRequested();
            TrainEpoch(training);
            double loss = validation is null ? -epoch : LossOf(validation);
            since++;
            if (loss < leastLoss)
            {
                (leastLoss, since) = (loss, 0);
                best.copy_(_parameters.Values);
            }
        }

        return best.data<float>().ToArray();
    }

    /// <inheritdoc/>
    public void Dispose() => _optimiser.Dispose();

    private void TrainEpoch(NetworkBatch training)
    {
        using DisposeScope scope = NewDisposeScope();
        NetworkBatch shuffled = training.Shuffle(_random);
        for (int start = 0; start < shuffled.Count; start += _options.BatchSize)
        {
            using DisposeScope step = NewDisposeScope();
            NetworkBatch batch = shuffled.Slice(start, Math.Min(_options.BatchSize, shuffled.Count - start));
            CrossEntropy(batch.DropModalities(_options.ModalityDropout, _random), _dropout).backward();
            _optimiser.Step();
        }
    }

    private double LossOf(NetworkBatch validation)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable evaluation = no_grad();
        return CrossEntropy(validation, null).item<float>();
    }

    private Tensor CrossEntropy(NetworkBatch batch, DropoutMasks? dropout)
    {
        Tensor logits = _network.Logits(new TorchOperations(_parameters.Layers, dropout), batch.Inputs, _options.Hidden, _classes);
        using Scalar mean = -1.0 / batch.Count;
        return batch.Targets.mul(logits.log_softmax(1)).sum().mul(mean);
    }
}
