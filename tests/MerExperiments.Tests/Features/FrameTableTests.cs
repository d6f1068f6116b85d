using MerExperiments.Features;

namespace MerExperiments.Tests.Features;

/// <summary>Frames of several utterances, in memory and on disk.</summary>
public sealed class FrameTableTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("frames-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Read_WhatWasWritten_HasEachUtterancesFrames()
    {
        new FrameTable(2, new float[] { 1, 2, 3, 4, 5, 6 }, [0, 1, 1, 3]).Write(_folder);
        FrameTable table = FrameTable.Read(_folder);
        Assert.Equal([1, 0, 2], Enumerable.Range(0, 3).Select(table.FramesOf));
        Assert.Equal([3f, 4f, 5f, 6f], table[2].ToArray());
    }

    [Fact]
    public void Constructor_OffsetsDescend_IsRefused() =>
        Assert.Throws<ArgumentException>(() => new FrameTable(1, new float[2], [0, 2, 1, 2]));
}
