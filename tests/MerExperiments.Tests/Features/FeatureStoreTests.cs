using MerExperiments.Features;
using MerExperiments.Storage;

namespace MerExperiments.Tests.Features;

/// <summary>What a killed, repeated or doubled extraction leaves on disk.</summary>
public sealed class FeatureStoreTests : IDisposable
{
    private const int Rows = (2 * FeatureStore.ShardRows) + 44;
    private readonly string _folder = Directory.CreateTempSubdirectory("features-").FullName;
    private readonly string[] _names = [.. Enumerable.Range(0, Rows).Select(i => $"clip,{i:D4}")];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void GetOrCreate_KilledInTheSecondShard_ResumesThereAndGivesTheSameBytes()
    {
        var whole = new FeatureStore(Path.Combine(_folder, "whole"));
        string expected = whole.GetOrCreate(Card(), _names, Compute).Folder;
        var store = new FeatureStore(Path.Combine(_folder, "killed"));
        Assert.Throws<IOException>(() => store.GetOrCreate(
            Card(), _names, rows => rows.Start.Value == 0 ? Compute(rows) : throw new IOException("the disk is full")));
        Assert.Null(store.Find(Card()));

        var asked = new List<int>();
        string resumed = store.GetOrCreate(Card(), _names, rows =>
        {
            asked.Add(rows.Start.Value);
            return Compute(rows);
        }).Folder;

        Assert.Equal([FeatureStore.ShardRows, 2 * FeatureStore.ShardRows], asked);
        AssertSameFiles(expected, resumed);
        Assert.Equal([Card().FolderName], Directory.GetFileSystemEntries(Path.Combine(_folder, "killed")).Select(Path.GetFileName));
    }

    [Fact]
    public void Open_StoredTable_IsWhatWasWrittenAndRefusesAnotherByte()
    {
        StoredFeatures stored = new FeatureStore(_folder).GetOrCreate(Card(), _names, Compute);

        Assert.Equal(stored.Table.Values, FeatureTable.Open(stored.Folder).Values);
        string values = Path.Combine(stored.Folder, "values.npy");
        byte[] bytes = File.ReadAllBytes(values);
        bytes[^3] ^= 1;
        File.WriteAllBytes(values, bytes);
        Assert.Contains("values.npy", Assert.Throws<InvalidInputException>(() => FeatureTable.Open(stored.Folder)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetOrCreate_TwiceAtOnce_GivesOneTable()
    {
        using var bothStarted = new Barrier(2);
        FeatureShard Slow(Range rows)
        {
            if (rows.Start.Value == 0)
            {
                bothStarted.SignalAndWait();
            }

            return Compute(rows);
        }

        Task<StoredFeatures>[] both = [.. Enumerable.Range(0, 2).Select(_ => Task.Run(() => new FeatureStore(_folder).GetOrCreate(Card(), _names, Slow)))];
        StoredFeatures[] tables = await Task.WhenAll(both);

        Assert.Equal(tables[0].Folder, tables[1].Folder);
        Assert.Equal([Card().FolderName], Directory.GetFileSystemEntries(_folder).Select(Path.GetFileName));
    }

    [Fact]
    public void GetOrCreate_SecondTime_ComputesNothing()
    {
        var store = new FeatureStore(_folder);
        StoredFeatures first = store.GetOrCreate(Card(), _names, Compute);
        StoredFeatures second = store.GetOrCreate(Card(), _names, _ => throw new InvalidOperationException("computed again"));
        Assert.Equal(first.Table.Values.ToArray(), second.Table.Values.ToArray());
        Assert.Equal(_names, second.Table.Names);
    }

    [Fact]
    public void GetOrCreate_QuarantinedRow_IsNaNAndKeepsItsReason()
    {
        StoredFeatures stored = new FeatureStore(_folder).GetOrCreate(Card(), _names, Compute);
        Assert.Equal(FeatureState.Quarantined, stored.Table.States[7]);
        Assert.Equal("is truncated, \"badly\"", stored.Reasons[7]);
        Assert.All(stored.Table[7].ToArray(), value => Assert.True(float.IsNaN(value)));
        Assert.Equal([8f, 8.5f, 9f], stored.Table[8].ToArray());
    }

    [Fact]
    public void GetOrCreate_NotFiniteInAPresentRow_IsRefused()
    {
        var fault = Assert.Throws<InvalidOperationException>(() => new FeatureStore(_folder).GetOrCreate(
            Card(), ["a"], _ => new FeatureShard([1, float.NaN, 2], [FeatureState.Present], [null])));
        Assert.Equal("value 1 of row 0 is NaN; a present feature must be finite", fault.Message);
    }

    [Fact]
    public void GetOrCreate_WorkersDiffer_GivesTheSameBytes()
    {
        string one = new FeatureStore(Path.Combine(_folder, "one")).GetOrCreate(Card(), _names, Compute, workers: 1).Folder;
        string four = new FeatureStore(Path.Combine(_folder, "four")).GetOrCreate(Card(), _names, Compute, workers: 4).Folder;
        AssertSameFiles(one, four);
    }

    [Theory]
    [InlineData("values.npy")]
    [InlineData("index.csv")]
    [InlineData("card.json")]
    [InlineData("values.npy.sum")]
    public void GetOrCreate_OneBitFlipped_ComputesTheTableAgainAndTells(string file)
    {
        string folder = new FeatureStore(_folder).GetOrCreate(Card(), _names, Compute).Folder;
        byte[] written = File.ReadAllBytes(Path.Combine(folder, file));
        Damage.FlipABit(Path.Combine(folder, file));
        var told = new List<string>();

        StoredFeatures again = new FeatureStore(_folder, notice: told.Add).GetOrCreate(Card(), _names, Compute);

        Assert.Equal([8f, 8.5f, 9f], again.Table[8].ToArray());
        Assert.Equal(written, File.ReadAllBytes(Path.Combine(folder, file)));
        Assert.Matches("^features of .+ were damaged \\((values.npy|index.csv|card.json) .*\\); they are computed again$", Assert.Single(told));
        Assert.Equal([Card().FolderName], Directory.GetFileSystemEntries(_folder).Select(Path.GetFileName));
    }

    [Fact]
    public void Find_TableWithoutChecksums_CountsAsNotComputed()
    {
        string folder = new FeatureStore(_folder).GetOrCreate(Card(), _names, Compute).Folder;
        Array.ForEach(Directory.GetFiles(folder, "*.sum"), File.Delete);

        Assert.Null(new FeatureStore(_folder).Find(Card()));
    }

    [Fact]
    public void Find_IndexLostARow_CountsAsNotComputed()
    {
        var store = new FeatureStore(_folder);
        string index = Path.Combine(store.GetOrCreate(Card(), _names, Compute).Folder, "index.csv");
        CheckedFile.WriteText(index, string.Join('\n', File.ReadAllLines(index)[..^1]));

        Assert.Null(store.Find(Card()));
    }

    [Fact]
    public void Key_CreatedByDiffers_IsTheSame() =>
        Assert.Equal(Card().Key, (Card() with { CreatedBy = "another" }).Key);

    [Fact]
    public void Key_UtteranceLevelFloat32_IsWhatItWasBeforeThereWereLevels() =>
        Assert.Equal("5058ce94395672b3adcba013cc11a4edc2c28d652a153b966b08089adcaf6c46", Card().Key);

    [Fact]
    public void Key_LevelOrPrecisionDiffers_Differs() =>
        Assert.Equal(3, new[] { Card(), Card(FeatureLevel.Frame), Card() with { Precision = FeaturePrecision.Half } }.DistinctBy(card => card.Key).Count());

    [Fact]
    public void Key_MediaHashDiffers_Differs() =>
        Assert.NotEqual(Card().Key, (Card() with { MediaHash = "another" }).Key);

    private static FeatureShard Compute(Range rows)
    {
        (int start, int count) = rows.GetOffsetAndLength(Rows);
        int[] all = [.. Enumerable.Range(start, count)];
        return new FeatureShard(
            [.. all.SelectMany(row => new[] { row, row + 0.5f, row + 1 })],
            [.. all.Select(row => row == 7 ? FeatureState.Quarantined : FeatureState.Present)],
            [.. all.Select(row => row == 7 ? "is truncated, \"badly\"" : null)]);
    }

    internal static FeatureCard Card(FeatureLevel level = FeatureLevel.Utterance) => new()
    {
        Encoder = "made-up",
        Modality = Modality.Audio,
        Dimension = 3,
        Graphs = ["00"],
        Preparation = "none",
        Pooling = "mean",
        CorpusHash = "11",
        MediaHash = "22",
        Level = level,
    };

    private static void AssertSameFiles(string expected, string actual)
    {
        foreach (string file in (string[])["values.npy", "index.csv", "card.json"])
        {
            Assert.Equal(File.ReadAllBytes(Path.Combine(expected, file)), File.ReadAllBytes(Path.Combine(actual, file)));
        }
    }
}
