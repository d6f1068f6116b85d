namespace MerExperiments.Encoders.Inference;

/// <summary>Puts each utterance's pieces together and pools them where that is asked for.</summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class RowAssembler(IReadOnlyList<RowSignal> rows, EncoderPooling? pooling) : IFrameSink
{
    private readonly float[]?[] _parts = new float[]?[rows.Count];
    private readonly int[] _done = new int[rows.Count];

    /// <summary>Each utterance's frames or, pooled, vector; null where it has no piece.</summary>
    public float[]?[] Results { get; } = new float[]?[rows.Count];

    /// <summary>Values per frame; 0 before the first piece.</summary>
    public int Dimension { get; private set; }

    public EncoderPooling? Pooling => pooling;

    public void Put(int row, int piece, ReadOnlySpan<float> frames, int dimension)
    {
        Dimension = dimension;
        RowSignal signal = rows[row];
        if (signal.Pieces == 1)
        {
            Results[row] = Finish(frames, dimension);
            return;
        }

        float[] parts = _parts[row] ??= new float[signal.Frames * dimension];
        frames.CopyTo(parts.AsSpan(signal.FirstFrameOf(piece) * dimension));
        if (++_done[row] == signal.Pieces)
        {
            Results[row] = pooling is null ? parts : Finish(parts, dimension);
            _parts[row] = null;
        }
    }

    private float[] Finish(ReadOnlySpan<float> frames, int dimension) =>
        pooling is { } how ? Encoders.Pooling.Apply(frames, dimension, how) : frames.ToArray();
}

/// <summary>Where a graph's output goes, piece by piece, in no promised order.</summary>
internal interface IFrameSink
{
    /// <summary>How the frames will be pooled; null where each is wanted.</summary>
    EncoderPooling? Pooling { get; }

    /// <summary>Takes the frames of one piece that are the utterance's own.</summary>
    /// <param name="row">The utterance.</param>
    /// <param name="piece">The piece.</param>
    /// <param name="frames">Row-major [frames, dimension]; valid during the call.</param>
    /// <param name="dimension">Values per frame.</param>
    void Put(int row, int piece, ReadOnlySpan<float> frames, int dimension);
}

/// <summary>A run of output frames that belong to an utterance; what lies between runs is special tokens, context or padding.</summary>
/// <param name="From">The first, counted from where the row's own values begin.</param>
/// <param name="Count">How many.</param>
internal readonly record struct FrameSpan(int From, int Count);
