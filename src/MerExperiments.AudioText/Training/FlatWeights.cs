using TorchSharp;
using static TorchSharp.torch;

namespace MerExperiments.AudioText.Training;

/// <summary>All trained weights in one vector and all gradients in another; the model's own tensors become views of the two.</summary>
/// <remarks>So that an optimiser's step is a handful of operations on one vector instead of a handful for each weight, and a checkpoint is one block. Matrices come
/// first, vectors after them. Every weight begins at a multiple of 64 bytes, as a tensor of its own would: products sum in another order where
/// the alignment differs. Between weights stand zeros, which stay zero.</remarks>
internal sealed class FlatWeights : IDisposable
{
    private const long AlignedValues = 64 / sizeof(float);
    private readonly Tensor[] _trained;

    /// <summary>Moves weights into one block; from then on they lie there.</summary>
    /// <param name="trained">The weights by name, float32, all on one device; they lie in this order, matrices first.</param>
    /// <exception cref="ArgumentException">There is none, or one is of another type.</exception>
    public FlatWeights(IReadOnlyCollection<KeyValuePair<string, Tensor>> trained)
    {
        if (trained.Count == 0 || trained.Any(pair => pair.Value.dtype != ScalarType.Float32))
        {
            string wrong = string.Join(", ", trained.Where(pair => pair.Value.dtype != ScalarType.Float32).Select(pair => $"{pair.Key} is {pair.Value.dtype}"));
            throw new ArgumentException($"trained weights are one or more float32 tensors; of these {trained.Count} [{wrong}]", nameof(trained));
        }

        Tensor[] all = [.. trained.Select(pair => pair.Value)];
        _trained = [.. all.Where(IsMatrix), .. all.Where(tensor => !IsMatrix(tensor))];
        Decayed = all.Where(IsMatrix).Sum(Room);
        Values = zeros(all.Sum(Room), ScalarType.Float32, all[0].device);
        Gradients = zeros_like(Values);
        long start = 0;
        foreach (Tensor tensor in _trained)
        {
            Move(tensor, start);
            start += Room(tensor);
        }
    }

    /// <summary>All values, [n].</summary>
    public Tensor Values { get; }

    /// <summary>All gradients, [n]; a backward pass adds to them.</summary>
    public Tensor Gradients { get; }

    /// <summary>How many of the values, from the first, belong to matrices.</summary>
    public long Decayed { get; }

    /// <summary>Scales the gradients so that their norm, of all together, is at most <paramref name="greatest"/> (Pascanu et al., arXiv 1211.5063).</summary>
    /// <returns>The norm before; not a number or infinite where a gradient is, and then nothing is scaled.</returns>
    public double Clip(double greatest)
    {
        using Tensor length = Gradients.norm();
        double norm = length.item<float>();
        if (double.IsFinite(norm) && norm > greatest)
        {
            Gradients.Scale(greatest / norm);
        }

        return norm;
    }

    /// <summary>Gives the memory of the gradients back; the weights stay where they are and are no longer trained.</summary>
    public void Dispose()
    {
        foreach (Tensor tensor in _trained)
        {
            tensor.grad = null;
            tensor.requires_grad_(false);
        }

        Gradients.Dispose();
        Values.Dispose();
    }

    private static bool IsMatrix(Tensor tensor) => tensor.dim() >= 2;

    private static long Room(Tensor tensor) => (tensor.numel() + AlignedValues - 1) / AlignedValues * AlignedValues;

    private void Move(Tensor tensor, long start)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable quiet = no_grad();
        Tensor place = Values.narrow(0, start, tensor.numel()).view(tensor.shape);
        place.copy_(tensor);
        tensor.set_(place);
        tensor.requires_grad_(true);
        tensor.grad = Gradients.narrow(0, start, tensor.numel()).view(tensor.shape);
    }
}
