using System.Buffers;

namespace MerExperiments.Features;

/// <summary>A mapped array of float32 as memory; nothing is copied. It holds at most 2^31 - 1 values.</summary>
internal sealed unsafe class MappedMemory(MappedArray array) : MemoryManager<float>
{
    private readonly int _count = checked((int)array.Array.Count);

    /// <inheritdoc/>
    public override Span<float> GetSpan() => new(array.PointerTo(0), _count);

    /// <inheritdoc/>
    public override MemoryHandle Pin(int elementIndex = 0) => new(array.PointerTo(elementIndex), pinnable: this);

    /// <inheritdoc/>
    public override void Unpin()
    {
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
    }
}
