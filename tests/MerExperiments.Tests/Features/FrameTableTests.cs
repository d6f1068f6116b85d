using MerExperiments.Features;
using MerExperiments.Runs;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MerExperiments.Tests.Features;

/// <summary>Frames of several utterances, in memory, as a data view, and beyond 2^31 values.</summary>
public sealed class FrameTableTests
{
    private static readonly TableRows Three = new(
        "made-up", Modality.Audio, ["a", "b", "c"], [FeatureState.Present, FeatureState.Silent, FeatureState.Present]);

    private static readonly FrameTable Table = new(Three, 2, new float[] { 1, 2, 3, 4, 5, 6 }, [0, 1, 1, 3]);

    [Fact]
    public void Indexer_ByUtterance_GivesItsFrames()
    {
        Assert.Equal([1, 0, 2], Enumerable.Range(0, 3).Select(Table.FramesOf));
        Assert.Equal([3f, 4f, 5f, 6f], Table[2].ToArray());
        Assert.Equal(3, Table.FrameCount);
    }

    [Fact]
    public void Constructor_OffsetsDescend_IsRefused() =>
        Assert.Throws<ArgumentException>(() => new FrameTable(Three, 1, new float[2], [0, 2, 1, 2]));

    [Fact]
    public void Constructor_OneOffsetTooFew_IsRefused() =>
        Assert.Throws<ArgumentException>(() => new FrameTable(Three, 1, new float[2], [0, 1, 2]));

    [Fact]
    public void AsDataView_Column_IsAVariableNumberOfFramesByDimension()
    {
        IDataView view = Table.AsDataView();
        Assert.Equal([0, 2], ((VectorDataViewType)view.Schema["made-up"].Type).Dimensions);
        Assert.Equal([[1f, 2f], [], [3f, 4f, 5f, 6f]], Rows(view));
    }

    [Fact]
    public void Read_MoreThanTwoToThe31Values_FindsTheLastFrames()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "a file with a hole of 9 GB is made on Linux only");
        using var folder = new TemporaryFolder();
        const int Dimension = 1 << 20;
        const long Frames = 2_200;
        WriteSparse(folder, Dimension, Frames);

        FrameTable table = FrameTable.Read(folder.Path);

        Assert.True(Frames * Dimension > int.MaxValue);
        Assert.Equal(2 * Dimension, table[2].Length);
        Assert.Equal([0f, 7f], [table[2][0], table[2][^1]]);
    }

    /// <summary>Utterances of 2,098, 100 and 2 frames, all zero but for the very last value.</summary>
    private static void WriteSparse(TemporaryFolder folder, int dimension, long frames)
    {
        using (FileStream stream = File.Create(folder.File("values.npy")))
        {
            Npy.WriteHeader<float>(stream, frames, dimension);
            stream.Position += (frames * dimension * sizeof(float)) - sizeof(float);
            stream.Write(BitConverter.GetBytes(7f));
        }

        using (FileStream stream = File.Create(folder.File("offsets.npy")))
        {
            Npy.Write<long>(stream, [0, 2_098, 2_198, frames], 4);
        }

        File.WriteAllText(folder.File("index.csv"), "row,name,state,reason,frames\n0,a,present,,2098\n1,b,present,,100\n2,c,present,,2\n");
        RunJson.Write(folder.File("card.json"), FeatureStoreTests.Card(FeatureLevel.Frame) with { Dimension = dimension });
    }

    private static List<float[]> Rows(IDataView view)
    {
        var rows = new List<float[]>();
        using DataViewRowCursor cursor = view.GetRowCursor(view.Schema);
        ValueGetter<VBuffer<float>> get = cursor.GetGetter<VBuffer<float>>(view.Schema["made-up"]);
        VBuffer<float> row = default;
        while (cursor.MoveNext())
        {
            get(ref row);
            rows.Add([.. row.DenseValues()]);
        }

        return rows;
    }
}
