using System.Buffers;
using MerExperiments.Features;

namespace MerExperiments.AudioText.Tests.Training;

/// <summary>Frames that tell whenever they are read.</summary>
internal sealed class WatchedFrames(float[] values, Action onRead) : MemoryManager<float>
{
    /// <summary>The frames of a table, watched.</summary>
    public static FrameTable Of(FrameTable table, Action onRead)
    {
        int[] rows = [.. Enumerable.Range(0, table.Count)];
        float[] values = [.. rows.SelectMany(row => table[row].ToArray())];
        long[] offsets = [0, .. rows.Select(row => (long)rows[..(row + 1)].Sum(table.FramesOf))];
        return new FrameTable(
            new TableRows(table.Encoder, table.Modality, table.Names, table.States), table.Dimension, new WatchedFrames(values, onRead).Memory, offsets);
    }

    public override Span<float> GetSpan()
    {
        onRead();
        return values;
    }

    public override MemoryHandle Pin(int elementIndex = 0) => throw new NotSupportedException("frames are read, not pinned");

    public override void Unpin()
    {
    }

    protected override void Dispose(bool disposing)
    {
    }
}
