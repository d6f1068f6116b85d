using System.Buffers;
using System.IO.MemoryMappedFiles;
using System.Runtime.CompilerServices;

namespace MerExperiments.Features;

/// <summary>The values of an .npy file of float32 as memory that the system pages in on demand; nothing is copied.</summary>
/// <remarks>Thread-safe to read. The mapping lasts until it is disposed or the process ends: a span over it would not keep it alive, so no finalizer
/// may end it. Its pages are clean, and the system drops them when it needs the memory.</remarks>
internal sealed unsafe class MappedArray : MemoryManager<float>
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly float* _values;
    private readonly int _count;

    private MappedArray(string path, NpyArray array)
    {
        _count = checked((int)array.Count);
        _file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        _view = _file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        byte* start = null;
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        _values = (float*)(start + _view.PointerOffset + array.DataOffset);
    }

    /// <summary>Maps a file.</summary>
    /// <exception cref="InvalidInputException">It is not an .npy file of float32, or was cut short.</exception>
    public static (NpyArray Array, ReadOnlyMemory<float> Values) Open(string path)
    {
        NpyArray array;
        using (FileStream stream = File.OpenRead(path))
        {
            array = Npy.ReadHeader(stream, path);
        }

        return array.Type == "f4"
            ? (array, new MappedArray(path, array).Memory)
            : throw new InvalidInputException(path, $"holds values of type {array.Type}; it must be f4");
    }

    /// <inheritdoc/>
    public override Span<float> GetSpan() => new(_values, _count);

    /// <inheritdoc/>
    public override MemoryHandle Pin(int elementIndex = 0) => new(Unsafe.Add<float>(_values, elementIndex), pinnable: this);

    /// <inheritdoc/>
    public override void Unpin()
    {
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _view.SafeMemoryMappedViewHandle.ReleasePointer();
            _view.Dispose();
            _file.Dispose();
        }
    }
}
