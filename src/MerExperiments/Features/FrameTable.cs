using System.Collections.Immutable;
using Microsoft.ML;

namespace MerExperiments.Features;

/// <summary>Frame-level features of one encoder: the frames of all utterances one after another, and where each utterance's begin.</summary>
/// <remarks>On disk <c>values.npy</c> (float32 or float16 [frames, dimension], memory-mapped), <c>offsets.npy</c> (int64 [utterances + 1]) and
/// <c>index.csv</c>. It may hold more than 2^31 values, one utterance may not. An utterance in any state but <see cref="FeatureState.Present"/> has no
/// frames. Immutable by convention; safe to read from several threads.</remarks>
public sealed class FrameTable
{
    private readonly RunOfValues _values;
    private readonly long[] _offsets;

    /// <summary>Wraps a row-major [frames, dimension] block.</summary>
    /// <param name="rows">Whose frames these are.</param>
    /// <param name="dimension">Values per frame.</param>
    /// <param name="values">The frames of all utterances.</param>
    /// <param name="offsets">The first frame of each utterance and, last, the number of frames; ascending from 0.</param>
    /// <exception cref="ArgumentException">The sizes do not agree, or an offset is smaller than the one before.</exception>
    public FrameTable(TableRows rows, int dimension, ReadOnlyMemory<float> values, long[] offsets)
        : this(rows, dimension, offsets, values.Length, (start, count) => values.Span.Slice((int)start, count))
    {
    }

    /// <summary>Wraps values that are asked for one utterance at a time.</summary>
    internal FrameTable(TableRows rows, int dimension, long[] offsets, long values, RunOfValues run)
    {
        bool ascending = offsets.Length > 0 && offsets[0] == 0 && offsets.Zip(offsets.Skip(1)).All(pair => pair.First <= pair.Second);
        if (!ascending || offsets[^1] * dimension != values || offsets.Length != rows.Names.Count + 1 || rows.States.Count != rows.Names.Count)
        {
            throw new ArgumentException(
                $"{rows.Names.Count} names, {rows.States.Count} states, {values} values of dimension {dimension} and {offsets.Length} offsets do not make a table; "
                + "the offsets must ascend from 0 to the number of frames, one for each utterance and one more");
        }

        (Encoder, Modality, Names) = (rows.Encoder, rows.Modality, rows.Names);
        States = [.. rows.States];
        Dimension = dimension;
        (_values, _offsets) = (run, offsets);
    }

    /// <summary>A run of values by where it starts and how many there are.</summary>
    internal delegate ReadOnlySpan<float> RunOfValues(long start, int count);

    /// <summary>The encoder's name; it is also the column's name in an IDataView.</summary>
    public string Encoder { get; }

    /// <summary>The modality the encoder reads.</summary>
    public Modality Modality { get; }

    /// <summary>Values per frame.</summary>
    public int Dimension { get; }

    /// <summary>The number of utterances.</summary>
    public int Count => Names.Count;

    /// <summary>The number of frames of all utterances.</summary>
    public long FrameCount => _offsets[^1];

    /// <summary>The utterances' names, one per row.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Each utterance's state.</summary>
    public ImmutableArray<FeatureState> States { get; }

    /// <summary>One utterance's frames, row-major [frames, dimension]. Stored as float16, they are converted at each call.</summary>
    public ReadOnlySpan<float> this[int utterance] => _values(_offsets[utterance] * Dimension, checked(FramesOf(utterance) * Dimension));

    /// <summary>The number of frames of an utterance.</summary>
    public int FramesOf(int utterance) => checked((int)(_offsets[utterance + 1] - _offsets[utterance]));

    /// <summary>The table as ML.NET reads it, a row per utterance: a text column <c>Name</c> and a column named after the encoder, vectors of any
    /// number of frames by <see cref="Dimension"/>, row-major; of no frames where there is no feature.</summary>
    public IDataView AsDataView() => new FeatureDataView(Count, [ViewColumn.Text("Name", row => Names[row]), ViewColumn.Vector(Encoder, row => this[row], 0, Dimension)]);

    /// <summary>Opens a folder of a feature store; its files are checked, then the values are mapped.</summary>
    /// <exception cref="InvalidInputException">A file is missing or damaged, or the files do not agree.</exception>
    public static FrameTable Read(string folder)
    {
        FeatureTableFolder.RequireUndamaged(folder);
        return FeatureTableFolder.ReadFrames(folder).Table;
    }
}

/// <summary>A frame-level table as a store holds it.</summary>
/// <param name="Folder">The absolute path of its folder.</param>
/// <param name="Card">What it was computed from.</param>
/// <param name="Table">The frames, memory-mapped.</param>
/// <param name="Reasons">Why an utterance is quarantined, by row; null for all others.</param>
public sealed record StoredFrames(string Folder, FeatureCard Card, FrameTable Table, IReadOnlyList<string?> Reasons);
