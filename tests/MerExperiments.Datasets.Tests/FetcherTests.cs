using MerExperiments.Corpora;
using static MerExperiments.Datasets.Tests.FetchBench;

namespace MerExperiments.Datasets.Tests;

public sealed class FetcherTests : IDisposable
{
    private readonly FetchBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Fetch_WholeFile_LeavesTheFileAlone()
    {
        using var server = new LoopbackServer((request, _) => Reply.File(Content, request));

        FetchOutcome outcome = _bench.Fetch(FileAt(server.Url()));

        Assert.Equal([_bench.PathOf()], outcome.Fetched);
        Assert.Equal(Content, File.ReadAllBytes(_bench.PathOf()));
        Assert.Equal(["a/file.bin"], _bench.Left);
        Assert.Equal(("fetch a/file.bin", 489, "KiB"), Assert.Single(_bench.Progress.Begun));
        Assert.Equal(489, _bench.Progress.Advanced);
    }

    [Fact]
    public void Fetch_AlreadyWhole_AsksNobody()
    {
        using var server = new LoopbackServer((request, _) => Reply.File(Content, request));
        _bench.Fetch(FileAt(server.Url()));

        Assert.Equal([_bench.PathOf()], _bench.Fetch(FileAt(server.Url())).AlreadyWhole);
        Assert.Single(server.Requests);
    }

    [Fact]
    public void Fetch_AnotherFileInItsPlace_IsRefusedBeforeAnyByte()
    {
        using var server = new LoopbackServer((request, _) => Reply.File(Content, request));
        Directory.CreateDirectory(_bench.PathOf("a"));
        File.WriteAllText(_bench.PathOf(), "mine");

        Assert.Contains("Move it away or delete it", _bench.Refusal(FileAt(server.Url()), FileAt(server.Url("b"), path: "b")));
        Assert.Equal("mine", File.ReadAllText(_bench.PathOf()));
        Assert.Empty(server.Requests);
    }

    [Fact]
    public void Fetch_WrongHash_IsSetAsideAndNamedAndTheOthersAreFetched()
    {
        using var server = new LoopbackServer((request, _) => Reply.File(request.Path == "/bad" ? [1, 2, 3] : Content, request));

        string refusal = _bench.Refusal(FileAt(server.Url("bad"), path: "bad"), FileAt(server.Url()), FileAt(server.Url("bad"), path: "bad2"));

        Assert.Contains($"{server.Url("bad")}: gives a file with the SHA-256 {Sha256([1, 2, 3])}; the card says {Sha256(Content)}", refusal);
        Assert.Equal(["a/file.bin", "bad.refused", "bad2.refused"], _bench.Left);
        Assert.Equal(2, server.Requests.Count(request => request.Path == "/bad"));
    }

    [Fact]
    public void Fetch_NotFound_IsRefusedWithoutTryingAgain()
    {
        using var server = new LoopbackServer((_, _) => new Reply { Status = 404 });

        Assert.Equal($"{server.Url()}: answers 404 Said so; check the card's address", _bench.Refusal(FileAt(server.Url())));
        Assert.Single(server.Requests);
        Assert.Empty(_bench.Left);
    }

    [Fact]
    public void Fetch_CardSaysOtherLength_IsRefusedBeforeTheBody()
    {
        using var server = new LoopbackServer((request, _) => Reply.File(Content, request));

        Assert.Contains("has 500000 bytes; the card says 499999", _bench.Refusal(FileAt(server.Url()) with { Bytes = 499_999 }));
        Assert.Empty(_bench.Left);
    }

    [Theory]
    [InlineData(-1, "sends more than the 400000 bytes that the card says")]
    [InlineData(400_000L, "gives a file with the SHA-256")]
    public void Fetch_MoreBytesThanAnnounced_AreNotTaken(long claimed, string expected)
    {
        using var server = new LoopbackServer((_, _) => new Reply { Body = Content, ClaimedLength = claimed });

        Assert.Contains(expected, _bench.Refusal(FileAt(server.Url()) with { Bytes = 400_000 }));
        Assert.False(File.Exists(_bench.PathOf()));
    }

    [Fact]
    public void Fetch_DiskTooSmallForTheCardsBytes_IsRefusedBeforeAnyByte()
    {
        using var bench = new FetchBench { Options = new FetchOptions { FreeBytes = _ => 999_999 } };
        Download archive = FileAt("http://127.0.0.1:1/") with { Bytes = 500_000, Unpack = Packing.Zip };

        Assert.Contains("needs 1.0 MiB of disk; 1.0 MiB are free", bench.Refusal(archive));
        Assert.Empty(bench.Left);
    }

    [Fact]
    public void Fetch_DiskTooSmallForTheServersLength_IsRefused()
    {
        using var bench = new FetchBench { Options = new FetchOptions { FreeBytes = _ => 499_999, Stall = TimeSpan.FromHours(2) } };
        using var server = new LoopbackServer((request, _) => Reply.File(Content, request));

        Assert.Contains("needs 0.5 MiB of disk", bench.Refusal(FileAt(server.Url())));
        Assert.Empty(bench.Left);
    }

    [Fact]
    public void Fetch_HeldByAnotherFetch_IsRefused()
    {
        Directory.CreateDirectory(_bench.PathOf("a"));
        using FileStream held = new(_bench.PathOf("a/file.bin.part"), FileMode.Create, FileAccess.ReadWrite, FileShare.None);

        Assert.Contains("another process is fetching it", _bench.Refusal(FileAt("http://127.0.0.1:1/")));
    }

    [Fact]
    public void Fetch_Interrupted_KeepsThePartAndSaysHowToResume()
    {
        using var server = new LoopbackServer((request, n) => n == 0 ? Reply.File(Content, request) with { BreakAfter = 300_000, Stalls = true } : Reply.File(Content, request));
        using var stop = new CancellationTokenSource();
        _bench.Progress.OnAdvance = kibiBytes => (kibiBytes >= 290 ? stop : null)?.Cancel();

        var stopped = Assert.Throws<FetchStoppedException>(() => _bench.Fetch(stop.Token, FileAt(server.Url())));

        Assert.Equal(("interrupted at a/file.bin; what has come is kept", Command), (stopped.Message, stopped.HowToResume));
        Assert.Equal(["a/file.bin.part", "a/file.bin.part.json"], _bench.Left);
        _bench.Fetch(FileAt(server.Url()));
        Assert.InRange(server.Requests[1].From!.Value, 290 * 1024 - 1023, 300_000);
        Assert.Equal(["a/file.bin"], _bench.Left);
    }
}
