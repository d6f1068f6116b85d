using MerExperiments.Tokenizers;

namespace MerExperiments.Encoders.Inference;

/// <summary>How rows become batches of one graph.</summary>
internal sealed record StageOptions
{
    /// <summary>The encoder's name, for messages.</summary>
    public required string Encoder { get; init; }

    /// <summary>The graph's tensors.</summary>
    public required EncoderGraph Graph { get; init; }

    /// <summary>The axes of an item after the first, for pictures, energies and windows (-1: what follows from an item's values); null for sequences,
    /// whose second axis is their length.</summary>
    public long[]? ItemShape { get; init; }

    /// <summary>The shortest length that is fed; shorter rows are filled up to it.</summary>
    public int MinimumLength { get; init; } = 1;

    /// <summary>About how many values along the padded axis, padding included, one batch holds; of items, how many items.</summary>
    public required int BatchValues { get; init; }

    /// <summary>True where rows of different lengths may share a batch: the graph is told their lengths, or knows padding by its value.</summary>
    public bool IsPadded { get; init; }

    /// <summary>Where padding goes.</summary>
    public PaddingSide Padding { get; init; }

    /// <summary>The value of padding.</summary>
    public long PadValue { get; init; }

    /// <summary>True where a picture's many output vectors are averaged.</summary>
    public bool AveragesPatches { get; init; }

    /// <summary>Values per frame that the card promises; null for a graph that is not the last.</summary>
    public int? Dimension { get; init; }

    /// <summary>The shape of a batch.</summary>
    public long[] ShapeOf(int rows, int length) => ItemShape is { } item
        ? [rows, .. item.Select(axis => axis >= 0 ? axis : length / item.Where(other => other >= 0).Aggregate(1L, (a, b) => a * b))]
        : [rows, length];
}
