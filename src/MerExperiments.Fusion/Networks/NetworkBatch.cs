using static TorchSharp.torch;

namespace MerExperiments.Fusion.Networks;

/// <summary>Some rows as a network sees them.</summary>
/// <param name="Inputs">One tensor [rows, width] per encoder.</param>
/// <param name="Targets">The weighted labels [rows, classes].</param>
internal sealed record NetworkBatch(IReadOnlyList<Tensor> Inputs, Tensor Targets)
{
    /// <summary>The number of rows.</summary>
    public int Count => (int)Targets.shape[0];

    /// <summary>The rows in a random order.</summary>
    public NetworkBatch Shuffle(Random random)
    {
        long[] order = [.. Enumerable.Range(0, Count)];
        random.Shuffle(order);
        Tensor index = tensor(order);
        return new NetworkBatch([.. Inputs.Select(input => input.index_select(0, index))], Targets.index_select(0, index));
    }

    /// <summary>Rows that lie beside each other; a view.</summary>
    public NetworkBatch Slice(int start, int count) =>
        new([.. Inputs.Select(input => input.narrow(0, start, count))], Targets.narrow(0, start, count));

    /// <summary>The rows with whole encoders missing at random, values and mask set to 0; each row keeps at least one.</summary>
    public NetworkBatch DropModalities(double probability, Random random)
    {
        if (probability == 0 || Inputs.Count == 1)
        {
            return this;
        }

        float[] kept = [.. Enumerable.Range(0, Count * Inputs.Count).Select(_ => random.NextDouble() < probability ? 0f : 1f)];
        for (int row = 0; row < Count; row++)
        {
            if (!kept.AsSpan(row * Inputs.Count, Inputs.Count).Contains(1f))
            {
                kept[row * Inputs.Count + random.Next(Inputs.Count)] = 1;
            }
        }

        Tensor mask = TorchMemory.Copy(kept, Count, Inputs.Count);
        return this with { Inputs = [.. Inputs.Select((input, i) => input.mul(mask.narrow(1, i, 1)))] };
    }
}
