using System.IO.MemoryMappedFiles;

namespace MerExperiments.Features;

/// <summary>The values of an .npy file of float32 or float16, of any size, as the system pages them in on demand.</summary>
/// <remarks>Thread-safe. The mapping lasts until the process ends: a span over it would not keep it alive, so nothing may end it. Its pages
/// are clean, and the system drops them when it needs the memory.</remarks>
internal sealed unsafe class MappedArray
{
    private readonly byte* _values;

    private MappedArray(string path, NpyArray array)
    {
        Array = array;
        MemoryMappedFile file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        MemoryMappedViewAccessor view = file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        byte* start = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        _values = start + view.PointerOffset + array.DataOffset;
    }

    /// <summary>The shape and type.</summary>
    public NpyArray Array { get; }

    /// <summary>Maps a file.</summary>
    /// <exception cref="InvalidInputException">It is not an .npy file of float32 or float16, or was cut short.</exception>
    public static MappedArray Open(string path)
    {
        NpyArray array;
        using (FileStream stream = File.OpenRead(path))
        {
            array = Npy.ReadHeader(stream, path);
        }

        return array.Type is "f4" or "f2"
            ? new MappedArray(path, array)
            : throw new InvalidInputException(path, $"holds values of type {array.Type}; it must be f4 or f2");
    }

    /// <summary>A run of values: of float32 the mapped ones themselves, of float16 a converted copy.</summary>
    public ReadOnlySpan<float> Slice(long start, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Array.Count - start);
        byte* first = _values + (start * Array.ItemSize);
        return Array.Type == "f4" ? new ReadOnlySpan<float>(first, count) : Singles(new ReadOnlySpan<Half>(first, count));
    }

    /// <summary>All values as one block: of float32 the mapped ones themselves, of float16 a converted copy.</summary>
    /// <exception cref="InvalidInputException">There are more than a block can hold, 2^31 - 1.</exception>
    public ReadOnlyMemory<float> ToMemory(string path)
    {
        if (Array.Count > int.MaxValue)
        {
            throw new InvalidInputException(path, $"holds {Array.Count} values; a table that is read as one block holds at most {int.MaxValue}");
        }

        return Array.Type == "f4" ? new MappedMemory(this).Memory : Singles(new ReadOnlySpan<Half>(_values, (int)Array.Count));
    }

    /// <summary>Where a value lies.</summary>
    public float* PointerTo(int index) => (float*)_values + index;

    private static float[] Singles(ReadOnlySpan<Half> values)
    {
        float[] singles = new float[values.Length];
        for (int i = 0; i < singles.Length; i++)
        {
            singles[i] = (float)values[i];
        }

        return singles;
    }
}
