namespace MerExperiments.Features;

/// <summary>The utterance-level features of a run of consecutive utterances, as an extraction hands them to the store.</summary>
/// <param name="Values">Row-major [rows, dimension]; rows that are not present are stored as NaN.</param>
/// <param name="States">Each row's state.</param>
/// <param name="Reasons">Why a row is quarantined; null for all others.</param>
public sealed record FeatureShard(float[] Values, FeatureState[] States, string?[] Reasons)
{
    /// <summary>The same, row by row; no value is copied.</summary>
    /// <exception cref="InvalidOperationException">The sizes do not agree.</exception>
    public IReadOnlyList<FeatureRow> ToRows(int dimension) =>
        Reasons.Length == States.Length && Values.Length == States.Length * dimension
            ? [.. States.Select((state, row) => new FeatureRow(state, Values.AsMemory(row * dimension, dimension), Reasons[row]))]
            : throw new InvalidOperationException(
                $"a shard of {States.Length} states came with {Reasons.Length} reasons and {Values.Length} values of dimension {dimension}");
}

/// <summary>The feature of one utterance on its way into a store.</summary>
/// <param name="State">Whether there is one.</param>
/// <param name="Values">At the utterance level the vector; at the frame level one frame or more, row-major. Ignored unless the state is present.</param>
/// <param name="Reason">Why the row is quarantined; null for all others.</param>
public readonly record struct FeatureRow(FeatureState State, ReadOnlyMemory<float> Values = default, string? Reason = null);
