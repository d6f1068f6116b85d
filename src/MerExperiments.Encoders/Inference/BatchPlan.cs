using MerExperiments.Onnx;

namespace MerExperiments.Encoders.Inference;

/// <summary>The pieces of some utterances, sorted so that those of one padded length lie side by side.</summary>
/// <remarks>A piece's padded length follows from its own length alone, so its arithmetic does not depend on its company.</remarks>
internal sealed class BatchPlan
{
    private readonly (int Row, int Piece)[] _members;
    private readonly long[] _keys;
    private readonly int _mostRows;
    private readonly StageOptions _options;

    /// <summary>Plans the batches.</summary>
    /// <param name="rows">The utterances.</param>
    /// <param name="options">How rows become batches.</param>
    /// <param name="fixedLength">The one length the graph takes; null where it takes any.</param>
    /// <param name="mostRows">The most rows of a batch the graph takes.</param>
    public BatchPlan(IReadOnlyList<RowSignal> rows, StageOptions options, int? fixedLength, int mostRows)
    {
        (_options, _mostRows) = (options, mostRows);
        int count = 0;
        foreach (RowSignal row in rows)
        {
            count += row.Pieces;
        }

        _members = new (int, int)[count];
        _keys = new long[count];
        int at = 0;
        for (int row = 0; row < rows.Count; row++)
        {
            for (int piece = 0; piece < rows[row].Pieces; piece++, at++)
            {
                _members[at] = (row, piece);
                _keys[at] = ((long)(fixedLength ?? PaddedLength(rows[row].LengthOf(piece))) << 32) | (uint)at;
            }
        }

        Array.Sort(_keys, _members);
    }

    /// <summary>The pieces, batch after batch.</summary>
    public ReadOnlySpan<(int Row, int Piece)> Members => _members;

    /// <summary>The padded length and end of the batch that begins at a piece.</summary>
    public (int PaddedLength, int End) BatchAt(int start)
    {
        int padded = (int)(_keys[start] >> 32);
        int most = Math.Min(_mostRows, _options.ItemShape is null ? Math.Max(1, _options.BatchValues / Math.Max(1, padded)) : _options.BatchValues);
        int end = start + 1;
        while (end < _keys.Length && end - start < most && (int)(_keys[end] >> 32) == padded)
        {
            end++;
        }

        return (padded, end);
    }

    private int PaddedLength(int length) => _options.ItemShape is null && _options.IsPadded
        ? LengthBuckets.PaddedLength(length, _options.MinimumLength)
        : Math.Max(Math.Max(length, _options.MinimumLength), 1);
}
