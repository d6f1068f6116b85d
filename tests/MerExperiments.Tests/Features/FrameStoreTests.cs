using MerExperiments.Features;

namespace MerExperiments.Tests.Features;

/// <summary>Frame-level tables: computed, killed, damaged, doubled.</summary>
public sealed class FrameStoreTests : IDisposable
{
    private const int Rows = (2 * FeatureStore.ShardRows) + 44;
    private readonly TemporaryFolder _folder = new();
    private readonly string[] _names = [.. Enumerable.Range(0, Rows).Select(i => $"clip,{i:D4}")];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void GetOrCreateFrames_RaggedRows_ComeBackWithStatesAndReasons()
    {
        StoredFrames stored = Make("store");
        Assert.Equal([1, 2, 3, 1], Enumerable.Range(0, 4).Select(stored.Table.FramesOf));
        Assert.Equal([2f, 2.5f, 3f, 1002f, 1002.5f, 1003f, 2002f, 2002.5f, 2003f], stored.Table[2].ToArray());
        Assert.Equal((FeatureState.Quarantined, 0, "is truncated, \"badly\""), (stored.Table.States[7], stored.Table.FramesOf(7), stored.Reasons[7]));
        Assert.Equal(_names, stored.Table.Names);
        Assert.Equal("0,\"clip,0000\",present,,1", File.ReadLines(Path.Combine(stored.Folder, "index.csv")).ElementAt(1));
    }

    [Fact]
    public void GetOrCreateFrames_KilledInTheSecondShard_ResumesThereAndGivesTheSameBytes()
    {
        Assert.Throws<IOException>(() => Store("killed").GetOrCreateFrames(
            Card, _names, rows => rows.Start.Value == 0 ? Compute(rows) : throw new IOException("the power went")));
        var asked = new List<int>();
        string resumed = Make("killed", asked).Folder;
        Assert.Equal([FeatureStore.ShardRows, 2 * FeatureStore.ShardRows], asked);
        AssertSameFiles(Make("whole").Folder, resumed);
    }

    [Theory]
    [InlineData("00000.npy", 200)]
    [InlineData("00000.npy", 0)]
    [InlineData("00000.json", 20)]
    [InlineData("00000.json", 0)]
    public void GetOrCreateFrames_ShardCutShort_IsComputedAgain(string file, int length)
    {
        Kill("cut");
        using (FileStream stream = File.OpenWrite(ShardFile("cut", file)))
        {
            stream.SetLength(length);
        }

        var asked = new List<int>();
        string mended = Make("cut", asked).Folder;
        Assert.Equal([0, FeatureStore.ShardRows, 2 * FeatureStore.ShardRows], asked);
        AssertSameFiles(Make("whole").Folder, mended);
    }

    [Fact]
    public void GetOrCreateFrames_ByteOfAShardFlipped_IsComputedAgain()
    {
        Kill("flipped");
        using (FileStream stream = File.OpenWrite(ShardFile("flipped", "00000.npy")))
        {
            stream.Seek(-1, SeekOrigin.End);
            stream.WriteByte(0x7f);
        }

        AssertSameFiles(Make("whole").Folder, Make("flipped").Folder);
    }

    [Fact]
    public async Task GetOrCreateFrames_TwiceAtOnce_GivesOneTable()
    {
        using var bothStarted = new Barrier(2);
        FeatureRow[] Slow(Range rows)
        {
            if (rows.Start.Value == 0)
            {
                bothStarted.SignalAndWait();
            }

            return Compute(rows);
        }

        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => Store("both").GetOrCreateFrames(Card, _names, Slow))));
        Assert.Equal([Card.FolderName], Directory.GetFileSystemEntries(_folder.File("both")).Select(Path.GetFileName));
        AssertSameFiles(Make("whole").Folder, Store("both").FolderOf(Card));
    }

    [Fact]
    public void GetOrCreateFrames_Float16_IsHalfTheSizeAndReadAsFloat()
    {
        FeatureCard half = Card with { Precision = FeaturePrecision.Half };
        StoredFrames stored = Store("half").GetOrCreateFrames(half, _names, Compute);
        Assert.Equal([2f, 2.5f, 3f, 1002f, 1002.5f, 1003f, 2002f, 2002f, 2003f], stored.Table[2].ToArray());
        long Bytes(string folder) => new FileInfo(Path.Combine(folder, "values.npy")).Length - 128;
        Assert.Equal(Bytes(Make("whole").Folder), 2 * Bytes(stored.Folder));
    }

    [Fact]
    public void GetOrCreate_Float16UtteranceLevel_IsReadAsFloatWithNaNRows()
    {
        FeatureCard half = FeatureStoreTests.Card() with { Precision = FeaturePrecision.Half };
        var shard = new FeatureShard([0.5f, -2, 65_504, 1, 1, 1], [FeatureState.Present, FeatureState.Silent], [null, null]);
        FeatureTable table = Store("half").GetOrCreate(half, ["a", "b"], _ => shard).Table;
        Assert.Equal([0.5f, -2f, 65_504f], table[0].ToArray());
        Assert.All(table[1].ToArray(), value => Assert.True(float.IsNaN(value)));
    }

    [Fact]
    public void GetOrCreate_BeyondFloat16_IsRefused()
    {
        FeatureCard half = FeatureStoreTests.Card() with { Precision = FeaturePrecision.Half };
        var fault = Assert.Throws<InvalidOperationException>(() => Store("half").GetOrCreate(
            half, ["a"], _ => new FeatureShard([0, 0, 70_000], [FeatureState.Present], [null])));
        Assert.Equal("value 2 of row 0 is 70000; float16 holds at most 65504", fault.Message);
    }

    [Theory]
    [InlineData(0, "row 0 came with 0 values; it must have a multiple of 3, and one frame or more")]
    [InlineData(4, "row 0 came with 4 values; it must have a multiple of 3, and one frame or more")]
    public void GetOrCreateFrames_NotWholeFrames_IsRefused(int values, string message)
    {
        var fault = Assert.Throws<InvalidOperationException>(() => Store("bad").GetOrCreateFrames(
            Card, ["a"], _ => [new FeatureRow(FeatureState.Present, new float[values])]));
        Assert.Equal(message, fault.Message);
    }

    [Fact]
    public void GetOrCreateFrames_OffsetsFlipped_ComputesTheTableAgain()
    {
        string offsets = Path.Combine(Make("store").Folder, "offsets.npy");
        byte[] written = File.ReadAllBytes(offsets);
        Damage.FlipABit(offsets);

        Assert.Contains("offsets.npy: is damaged", Assert.Throws<InvalidInputException>(() => FrameTable.Read(Path.GetDirectoryName(offsets)!)).Message, StringComparison.Ordinal);
        Make("store");

        Assert.Equal(written, File.ReadAllBytes(offsets));
    }

    [Fact]
    public void Find_FrameLevelTable_IsRefused()
    {
        Make("store");
        Assert.Contains("is of the level Frame", Assert.Throws<InvalidInputException>(() => Store("store").Find(Card)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Complete_TemporaryFolders_AreSweptWhenADayOld()
    {
        string old = Directory.CreateDirectory(_folder.File(".tmp-old")).FullName, young = Directory.CreateDirectory(_folder.File(".tmp-young")).FullName;
        Directory.SetLastWriteTimeUtc(old, Directory.GetLastWriteTimeUtc(young) - TimeSpan.FromHours(25));
        new FeatureStore(_folder.Path).GetOrCreateFrames(Card, _names, Compute);
        Assert.Equal((false, true), (Directory.Exists(old), Directory.Exists(young)));
    }

    [Fact]
    public void Complete_DiskFull_SaysHowFarItCameAndWhatToDo()
    {
        Kill("full");
        const int NoSpaceLeft = 28, WindowsDiskFull = unchecked((int)0x80070070);
        var full = new IOException("no space left on device", OperatingSystem.IsWindows() ? WindowsDiskFull : NoSpaceLeft);
        var told = Assert.Throws<IOException>(() => Store("full").Complete(Card, _names, _ => throw full));
        Assert.Contains("the disk is full, with 1 of 3 shards finished; make room there", told.Message, StringComparison.Ordinal);
    }

    private static FeatureCard Card => FeatureStoreTests.Card(FeatureLevel.Frame);

    private FeatureStore Store(string name) => new(_folder.File(name));

    private StoredFrames Make(string store, List<int>? asked = null) => Store(store).GetOrCreateFrames(Card, _names, rows =>
    {
        asked?.Add(rows.Start.Value);
        return Compute(rows);
    });

    /// <summary>Leaves the first shard finished.</summary>
    private void Kill(string store) => Assert.Throws<IOException>(() => Store(store).GetOrCreateFrames(
        Card, _names, rows => rows.Start.Value == 0 ? Compute(rows) : throw new IOException("the power went")));

    private string ShardFile(string store, string file) => Path.Combine(Store(store).FolderOf(Card) + ".partial", "shards", file);

    /// <summary>One to three frames: row, row + 0.5, row + 1, and a thousand more in each further frame.</summary>
    private static FeatureRow[] Compute(Range rows)
    {
        (int start, int count) = rows.GetOffsetAndLength(Rows);
        return [.. Enumerable.Range(start, count).Select(row => row == 7
            ? new FeatureRow(FeatureState.Quarantined, default, "is truncated, \"badly\"")
            : new FeatureRow(FeatureState.Present, Frames(row)))];
    }

    private static float[] Frames(int row) =>
        [.. Enumerable.Range(0, 1 + (row % 3)).SelectMany(frame => new[] { row, row + 0.5f, row + 1 }.Select(value => value + (1_000 * frame)))];

    private static void AssertSameFiles(string expected, string actual)
    {
        string[] files = [.. Directory.GetFiles(expected).Select(Path.GetFileName).Order(StringComparer.Ordinal)!];
        Assert.Equal(["card.json", "card.json.sum", "index.csv", "index.csv.sum", "offsets.npy", "offsets.npy.sum", "values.npy", "values.npy.sum"], files);
        Assert.All(files, file => Assert.Equal(File.ReadAllBytes(Path.Combine(expected, file)), File.ReadAllBytes(Path.Combine(actual, file))));
    }
}
