using MerExperiments.Fusion.Text;

namespace MerExperiments.Fusion;

/// <summary>The features of one encoder for a list of rows.</summary>
/// <param name="Name">The encoder's name; it becomes the name of the fitted graph's input.</param>
/// <param name="Dimension">Values per row, 1 or more.</param>
/// <param name="Values">Row-major [rows, dimension]; a row of NaN is a missing feature.</param>
public sealed record FeatureColumn(string Name, int Dimension, ReadOnlyMemory<float> Values)
{
    /// <summary>Where the values are texts (<see cref="TextRows"/>): what was fitted to those of the training part. Null where they are features.</summary>
    /// <remarks>A head that derives from <see cref="Head"/> sees such a column as coordinates, as if an encoder had given them.</remarks>
    public FoldText? Text { get; init; }

    /// <summary>One row's feature.</summary>
    public ReadOnlySpan<float> this[int row] => Values.Span.Slice(row * Dimension, Dimension);

    /// <summary>Whether a row has any value.</summary>
    internal bool Has(int row) => this[row].ContainsAnyInRange(float.NegativeInfinity, float.PositiveInfinity);

    /// <summary>The given rows, in the given order.</summary>
    public FeatureColumn Select(IReadOnlyList<int> rows)
    {
        float[] values = new float[rows.Count * Dimension];
        for (int i = 0; i < rows.Count; i++)
        {
            this[rows[i]].CopyTo(values.AsSpan(i * Dimension));
        }

        return this with { Values = values };
    }
}
