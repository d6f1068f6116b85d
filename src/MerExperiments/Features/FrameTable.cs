using MerExperiments.Runs;

namespace MerExperiments.Features;

/// <summary>Frame-level features of one encoder: the frames of all utterances one after another, and where each utterance's begin.</summary>
/// <remarks>On disk <c>values.npy</c> (float32 [frames, dimension], memory-mapped) and <c>offsets.npy</c> (int64 [utterances + 1]). An utterance without
/// frames is one that has no such feature. Immutable by convention.</remarks>
public sealed class FrameTable
{
    private readonly ReadOnlyMemory<float> _values;
    private readonly long[] _offsets;

    /// <summary>Wraps a row-major [frames, dimension] block.</summary>
    /// <param name="dimension">Values per frame.</param>
    /// <param name="values">The frames of all utterances.</param>
    /// <param name="offsets">The first frame of each utterance and, last, the number of frames; ascending from 0.</param>
    /// <exception cref="ArgumentException">The sizes do not agree, or an offset is smaller than the one before.</exception>
    public FrameTable(int dimension, ReadOnlyMemory<float> values, long[] offsets)
    {
        bool ascending = offsets.Length > 0 && offsets[0] == 0 && offsets.Zip(offsets.Skip(1)).All(pair => pair.First <= pair.Second);
        if (!ascending || offsets[^1] * dimension != values.Length)
        {
            throw new ArgumentException($"{values.Length} values of dimension {dimension} and {offsets.Length} offsets do not make a table; the offsets must ascend from 0 to the number of frames");
        }

        Dimension = dimension;
        _values = values;
        _offsets = offsets;
    }

    /// <summary>Values per frame.</summary>
    public int Dimension { get; }

    /// <summary>The number of utterances.</summary>
    public int Count => _offsets.Length - 1;

    /// <summary>One utterance's frames, row-major [frames, dimension].</summary>
    public ReadOnlySpan<float> this[int utterance] =>
        _values.Span[(int)(_offsets[utterance] * Dimension)..(int)(_offsets[utterance + 1] * Dimension)];

    /// <summary>The number of frames of an utterance.</summary>
    public int FramesOf(int utterance) => (int)(_offsets[utterance + 1] - _offsets[utterance]);

    /// <summary>Writes the two files into a folder; each is whole or absent.</summary>
    public void Write(string folder)
    {
        AtomicFile.Write(Path.Combine(folder, "values.npy"), stream => Npy.Write(stream, _values.Span, _offsets[^1], Dimension));
        AtomicFile.Write(Path.Combine(folder, "offsets.npy"), stream => Npy.Write<long>(stream, _offsets, _offsets.Length));
    }

    /// <summary>Opens what <see cref="Write"/> wrote; the values are mapped, not read.</summary>
    /// <exception cref="InvalidInputException">A file is damaged, or the two do not agree.</exception>
    public static FrameTable Read(string folder)
    {
        string path = Path.Combine(folder, "values.npy");
        (NpyArray array, ReadOnlyMemory<float> values) = MappedArray.Open(path);
        long[] offsets = Npy.Read<long>(Path.Combine(folder, "offsets.npy")).Values;
        try
        {
            return array.Shape is [_, var dimension]
                ? new FrameTable((int)dimension, values, offsets)
                : throw new InvalidInputException(path, $"has {array.Shape.Count} axes; it must have 2, frames and dimension");
        }
        catch (ArgumentException e)
        {
            throw new InvalidInputException(folder, e.Message);
        }
    }
}
