using System.Formats.Tar;
using MerExperiments.Corpora;
using static MerExperiments.Datasets.Tests.FetchBench;

namespace MerExperiments.Datasets.Tests;

public sealed class FetcherUnpackTests : IDisposable
{
    private readonly FetchBench _bench = new()
    {
        Options = new FetchOptions { Stall = TimeSpan.FromHours(2), Unpack = new UnpackLimits { FreeBytes = 10_000, Ratio = 2, Entries = 3 } },
    };

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData(Packing.Zip)]
    [InlineData(Packing.Tar)]
    [InlineData(Packing.TarGz)]
    public void Fetch_Archive_BecomesItsFolderAndIsWholeThen(Packing packing)
    {
        byte[] archive = Archives.Of(packing, ("./a/1.txt", [1, 2]), ("b.txt", []));
        using var server = new LoopbackServer((request, _) => Reply.File(archive, request));
        Download file = FileAt(server.Url(), archive, "corpus") with { Unpack = packing };

        _bench.Fetch(file);

        Assert.Equal(["corpus/.fetched.json", "corpus/a/1.txt", "corpus/b.txt"], _bench.Left);
        Assert.Equal([1, 2], File.ReadAllBytes(_bench.PathOf("corpus/a/1.txt")));
        Assert.Single(_bench.Fetch(file).AlreadyWhole);
        Assert.Single(server.Requests);
    }

    [Fact]
    public void Fetch_UnpackedFolderThatLostAFile_IsRefusedNotReplaced()
    {
        byte[] archive = Archives.Zip(("a.txt", [1]), ("b.txt", [2]));
        using var server = new LoopbackServer((request, _) => Reply.File(archive, request));
        Download file = FileAt(server.Url(), archive, "corpus") with { Unpack = Packing.Zip };
        _bench.Fetch(file);
        File.Delete(_bench.PathOf("corpus/a.txt"));

        Assert.Contains("was changed since it was fetched; move it away or delete it", _bench.Refusal(file));
    }

    [Fact]
    public void Fetch_KilledWhileUnpacking_UnpacksTheArchiveThatIsHere()
    {
        byte[] archive = Archives.Zip(("a.txt", [1]));
        Directory.CreateDirectory(_bench.PathOf("corpus.unpacking"));
        File.WriteAllText(_bench.PathOf("corpus.unpacking/half.txt"), "ha");
        File.WriteAllBytes(_bench.PathOf("corpus.archive"), archive);

        _bench.Fetch(FileAt("http://127.0.0.1:1/", archive, "corpus") with { Unpack = Packing.Zip });

        Assert.Equal(["corpus/.fetched.json", "corpus/a.txt"], _bench.Left);
    }

    [Fact]
    public void Fetch_WhileAnotherUnpacks_IsRefusedAndTheOtherGoesOn()
    {
        byte[] archive = Archives.Zip(("a.txt", [1]));
        using var server = new LoopbackServer((request, _) => Reply.File(archive, request));
        Download file = FileAt(server.Url(), archive, "corpus") with { Unpack = Packing.Zip };
        string second = "";
        _bench.Progress.OnBegin = stage => second = stage == "unpack corpus" && second == "" ? SecondRefusal(file) : second;

        _bench.Fetch(file);

        Assert.Contains("another process is fetching it or unpacking it", second);
        Assert.Equal(["corpus/.fetched.json", "corpus/a.txt"], _bench.Left);
    }

    [Fact]
    public void Fetch_AnotherMadeItWholeMeanwhile_TakesNoByte()
    {
        byte[] archive = Archives.Zip(("a.txt", [1]));
        using var server = new LoopbackServer((request, _) => Reply.File(archive, request));
        Download file = FileAt(server.Url(), archive, "corpus") with { Unpack = Packing.Zip };
        Download before = FileAt(server.Url(), archive, "before");
        _bench.Progress.OnBegin = stage => FetchOnce(stage == "fetch before", file);

        FetchOutcome outcome = _bench.Fetch(before, file);

        Assert.Equal([_bench.PathOf("corpus")], outcome.AlreadyWhole);
        Assert.Equal(2, server.Requests.Count);
        Assert.Equal(["before", "corpus/.fetched.json", "corpus/a.txt"], _bench.Left);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("{\"Sha256\": 3}")]
    public void Fetch_FolderWithADamagedNote_IsRefusedAsChanged(string note)
    {
        Directory.CreateDirectory(_bench.PathOf("corpus"));
        File.WriteAllText(_bench.PathOf("corpus/.fetched.json"), note);

        Assert.Contains("was changed since it was fetched", _bench.Refusal(FileAt("http://127.0.0.1:1/", [1], "corpus") with { Unpack = Packing.Zip }));
    }

    [Theory]
    [InlineData("../evil.txt")]
    [InlineData("a/../../evil.txt")]
    [InlineData("..\\evil.txt")]
    [InlineData("/evil.txt")]
    [InlineData("C:\\evil.txt")]
    public void Fetch_NameThatLeadsOut_IsRefusedAndNothingIsLeft(string name)
    {
        string refusal = RefusalOf(Packing.Zip, Archives.Zip(("good.txt", [1]), (name, [1])));

        Assert.Contains($"holds \"{name}\", a name that leads out of its folder", refusal);
        Assert.Contains("leads out", RefusalOf(Packing.Tar, Archives.Tar(Archives.File(name, [1]))));
        Assert.False(File.Exists(Path.Combine(Path.GetDirectoryName(_bench.Folder)!, "evil.txt")));
    }

    [Fact]
    public void Fetch_Links_AreRefused()
    {
        Assert.Contains("links and devices are not unpacked", RefusalOf(Packing.Zip, Archives.ZipWithLink("l", "/etc")));
        Assert.Contains("links and devices", RefusalOf(Packing.Tar, Archives.Tar(Archives.Link(TarEntryType.SymbolicLink, "l", "/etc"))));
        Assert.Contains("links and devices", RefusalOf(Packing.Tar, Archives.Tar(Archives.Link(TarEntryType.HardLink, "l", "../x"))));
    }

    [Fact]
    public void Fetch_ArchiveThatUnpacksToFarMore_IsRefusedWhileItUnpacks()
    {
        byte[] bomb = Archives.Zip(("zeros", new byte[1_000_000]));
        long allowed = 10_000 + (2 * bomb.Length);

        Assert.Contains($"unpacks to more than {allowed} bytes", RefusalOf(Packing.Zip, bomb));
    }

    [Fact]
    public void Fetch_MoreEntriesThanAllowed_IsRefused() =>
        Assert.Contains("more than 3 files and folders", RefusalOf(Packing.Zip, Archives.Zip(("1", []), ("2", []), ("3", []), ("4", []))));

    [Fact]
    public void Fetch_NameTwice_IsRefused() => Assert.Contains("holds \"./A\" twice", RefusalOf(Packing.Zip, Archives.Zip(("a", []), ("./A", []))));

    [Theory]
    [InlineData(Packing.Zip)]
    [InlineData(Packing.TarGz)]
    public void Fetch_WhatIsNoArchive_IsRefused(Packing packing) =>
        Assert.Contains("archive that can be read", RefusalOf(packing, [.. Content.Take(3000)]));

    [Fact]
    public void Fetch_TruncatedTar_IsRefused() =>
        Assert.Contains("archive that can be read", RefusalOf(Packing.Tar, Archives.Of(Packing.Tar, ("a", new byte[2000]))[..1500]));

    private void FetchOnce(bool isTime, Download file)
    {
        if (isTime)
        {
            using Fetcher fetcher = _bench.Fetcher();
            fetcher.Fetch(new FetchTarget("it", _bench.Folder, [file]), Command, new FakeProgress(), TestContext.Current.CancellationToken);
        }
    }

    private string SecondRefusal(Download file)
    {
        try
        {
            FetchOnce(isTime: true, file);
            return "none";
        }
        catch (InvalidInputException e)
        {
            return e.Message;
        }
    }

    private string RefusalOf(Packing packing, byte[] archive)
    {
        using var server = new LoopbackServer((request, _) => Reply.File(archive, request));

        string refusal = _bench.Refusal(FileAt(server.Url(), archive, "corpus") with { Unpack = packing });

        Assert.False(Directory.Exists(_bench.PathOf("corpus")));
        Assert.False(Directory.Exists(_bench.PathOf("corpus.unpacking")));
        return refusal;
    }
}
