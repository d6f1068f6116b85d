using System.Numerics;

namespace MerExperiments.Onnx;

/// <summary>Sorts rows of different lengths into batches whose padded length depends on each row's own length alone.</summary>
/// <remarks>So a row's padding, and with it every rounding of the arithmetic, is the same in whatever company it is computed. Padding adds at
/// most an eighth.</remarks>
public static class LengthBuckets
{
    /// <summary>The padded length of a row: the next of eight steps per doubling, and at least the minimum.</summary>
    public static int PaddedLength(int length, int minimum = 1)
    {
        int least = Math.Max(Math.Max(length, minimum), 1);
        int step = Math.Max(1, (int)(BitOperations.RoundUpToPowerOf2((uint)least) / 16));
        return (least + step - 1) / step * step;
    }

    /// <summary>The batches: rows of one padded length, in order, at most so many values and at least one row each.</summary>
    /// <param name="lengths">Each row's length.</param>
    /// <param name="minimum">The shortest padded length.</param>
    /// <param name="batchValues">About how many values, padding included, a batch holds.</param>
    public static IReadOnlyList<(int PaddedLength, int[] Rows)> Batches(IReadOnlyList<int> lengths, int minimum, int batchValues) =>
    [
        .. Enumerable.Range(0, lengths.Count)
            .GroupBy(row => PaddedLength(lengths[row], minimum))
            .OrderBy(group => group.Key)
            .SelectMany(group => group.Chunk(Math.Max(1, batchValues / group.Key)).Select(rows => (group.Key, rows))),
    ];
}
