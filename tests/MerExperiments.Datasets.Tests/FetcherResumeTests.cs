using static MerExperiments.Datasets.Tests.FetchBench;

namespace MerExperiments.Datasets.Tests;

public sealed class FetcherResumeTests : IDisposable
{
    private readonly FetchBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Fetch_ConnectionBreaks_GoesOnAtTheNextByteOfTheSameState()
    {
        using var server = new LoopbackServer((request, n) => Reply.File(Content, request) with { BreakAfter = n < 2 ? 200_000 : null });

        _bench.Fetch(FileAt(server.Url()));

        Assert.Equal([null, 200_000L, 400_000L], server.Requests.Select(request => request.From));
        Assert.Equal([null, "\"1\"", "\"1\""], server.Requests.Select(request => request["If-Range"]));
        Assert.Equal(Content, File.ReadAllBytes(_bench.PathOf()));
    }

    [Fact]
    public void Fetch_ServerFails_WaitsTwiceAsLongEachTime()
    {
        using var bench = new FetchBench { Options = new FetchOptions { Stall = TimeSpan.FromHours(2), LongestDelay = TimeSpan.FromSeconds(3) } };
        using var server = new LoopbackServer((request, n) => n < 3 ? new Reply { Status = 503 } : Reply.File(Content, request));

        bench.Fetch(FileAt(server.Url()));

        Assert.Equal([1, 2, 3], bench.Time.Waits.Select(wait => wait.TotalSeconds));
        Assert.Equal("a/file.bin: the server answers 503 Said so; trying again in 1 s (1 of 5)", bench.Progress.Said[0]);
    }

    [Fact]
    public void Fetch_ServerAsksToWait_IsHeeded()
    {
        using var server = new LoopbackServer((request, n) => n < 1 ? new Reply { Status = 429, Headers = [("Retry-After", "7")] } : Reply.File(Content, request));

        _bench.Fetch(FileAt(server.Url()));

        Assert.Equal([TimeSpan.FromSeconds(7)], _bench.Time.Waits);
    }

    [Fact]
    public void Fetch_ServerKeepsFailing_StopsAfterTheRetriesAndKeepsThePart()
    {
        using var server = new LoopbackServer((request, n) => n == 0 ? Reply.File(Content, request) with { BreakAfter = 100_000 } : new Reply { Status = 500 });

        var stopped = Assert.Throws<FetchStoppedException>(() => _bench.Fetch(FileAt(server.Url())));

        Assert.Equal($"{server.Url()}: the server answers 500 Said so; what has come is kept", stopped.Message);
        Assert.Equal(3, server.Requests.Count);
        Assert.Equal(100_000, new FileInfo(_bench.PathOf("a/file.bin.part")).Length);
    }

    [Fact]
    public void Fetch_NobodyListens_StopsAfterTheRetries()
    {
        string url;
        using (var server = new LoopbackServer((_, _) => new Reply()))
        {
            url = server.Url();
        }

        Assert.Contains("what has come is kept", Assert.Throws<FetchStoppedException>(() => _bench.Fetch(FileAt(url))).Message);
        Assert.Equal(2, _bench.Time.Waits.Count);
    }

    [Fact]
    public void Fetch_ServerStalls_CountsAsBroken()
    {
        using var bench = new FetchBench { Options = new FetchOptions { Stall = TimeSpan.FromMinutes(1) } };
        using var server = new LoopbackServer((request, n) => Reply.File(Content, request) with { BreakAfter = n == 0 ? 100 : null, Stalls = n == 0 });

        Assert.Contains("no byte came for 60 s", Assert.Throws<FetchStoppedException>(() => bench.Fetch(FileAt(server.Url()))).Message);
    }

    [Fact]
    public void Fetch_ServerIgnoresRange_BeginsAnew()
    {
        using var server = new LoopbackServer((_, n) => new Reply { Body = Content, BreakAfter = n == 0 ? 200_000 : null });

        _bench.Fetch(FileAt(server.Url()));

        Assert.Equal([null, 200_000L], server.Requests.Select(request => request.From));
        Assert.Equal(Content, File.ReadAllBytes(_bench.PathOf()));
        Assert.Equal(489, _bench.Progress.Advanced);
    }

    [Fact]
    public void Fetch_FileChangedMeanwhile_BeginsAnew()
    {
        byte[] old = [.. Content.Select(b => (byte)~b)];
        using var server = new LoopbackServer((request, n) => n == 0 ? Reply.File(old, request, "\"old\"") with { BreakAfter = 200_000 } : Reply.File(Content, request, "\"new\""));

        _bench.Fetch(FileAt(server.Url()));

        Assert.Equal("\"old\"", server.Requests[1]["If-Range"]);
        Assert.Equal(Content, File.ReadAllBytes(_bench.PathOf()));
    }

    [Fact]
    public void Fetch_FileChangedAndServerDoesNotTell_IsFetchedAnewOnce()
    {
        byte[] old = [.. Content.Select(b => (byte)~b)];
        using var server = new LoopbackServer((request, n) => Reply.File(n == 0 ? old : Content, request) with { BreakAfter = n == 0 ? 200_000 : null });

        _bench.Fetch(FileAt(server.Url()));

        Assert.Equal([null, 200_000L, null], server.Requests.Select(request => request.From));
        Assert.Contains("its pieces do not make the file", _bench.Progress.Said[^1]);
        Assert.Equal(Content, File.ReadAllBytes(_bench.PathOf()));
    }

    [Fact]
    public void Fetch_PiecesOfAFileThatIsWrongAnyway_AreRefusedAfterOneMoreTry()
    {
        using var server = new LoopbackServer((request, n) => Reply.File(Content, request) with { BreakAfter = n == 0 ? 200_000 : null });

        Assert.Contains("the card says", _bench.Refusal(FileAt(server.Url(), content: [1])));
        Assert.Equal(3, server.Requests.Count);
        Assert.Equal(["a/file.bin.refused"], _bench.Left);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(500_000L)]
    public void Fetch_PartIsWholeAlready_TakesNoByte(long? bytes)
    {
        using var server = new LoopbackServer((request, _) => Reply.File(Content, request));
        LeavePart(Content);

        _bench.Fetch(FileAt(server.Url()) with { Bytes = bytes });

        Assert.Equal(bytes is null ? [500_000L] : [], server.Requests.Select(request => request.From!.Value));
        Assert.Equal(["a/file.bin"], _bench.Left);
    }

    [Theory]
    [InlineData(null, 2)]
    [InlineData(500_000L, 1)]
    public void Fetch_PartIsLongerThanTheFile_BeginsAnew(long? bytes, int requests)
    {
        using var server = new LoopbackServer((request, _) => Reply.File(Content, request));
        LeavePart([.. Content, 1, 2, 3]);

        _bench.Fetch(FileAt(server.Url()) with { Bytes = bytes });

        Assert.Equal(requests, server.Requests.Count);
        Assert.Equal(Content, File.ReadAllBytes(_bench.PathOf()));
    }

    [Fact]
    public void Fetch_PartOfAnotherVersionOfTheCard_BeginsAnew()
    {
        using var server = new LoopbackServer((request, n) => Reply.File(Content, request) with { BreakAfter = n == 0 ? 200_000 : null, Stalls = false, Status = n is 1 or 2 ? 404 : 200 });
        _bench.Refusal(FileAt(server.Url(), content: [1]));

        Assert.Contains("a/file.bin.part", _bench.Left);
        _bench.Refusal(FileAt(server.Url()));

        Assert.Null(server.Requests[^1].From);
    }

    [Fact]
    public void Fetch_ServerSendsAnotherRange_BeginsAnew()
    {
        using var server = new LoopbackServer((request, n) => n == 0
            ? new Reply { Status = 206, Body = Content[100..], Headers = [("Content-Range", "bytes 100-499999/500000")] }
            : Reply.File(Content, request));
        LeavePart(Content[..200]);

        _bench.Fetch(FileAt(server.Url()));

        Assert.Equal([200L, null], server.Requests.Select(request => request.From));
        Assert.Equal(Content, File.ReadAllBytes(_bench.PathOf()));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("{\"Url\": \"URL\", \"Sha256\": \"SHA256\", \"Validator\": \"no validator\\n\"}")]
    public void Fetch_PartWithADamagedNote_GoesOnWithoutIt(string note)
    {
        using var server = new LoopbackServer((request, _) => Reply.File(Content, request));
        LeavePart(Content[..200_000]);
        File.WriteAllText(
            _bench.PathOf("a/file.bin.part.json"),
            note.Replace("URL", server.Url(), StringComparison.Ordinal).Replace("SHA256", Sha256(Content), StringComparison.Ordinal));

        _bench.Fetch(FileAt(server.Url()));

        Assert.Equal([(200_000L, null)], server.Requests.Select(request => (request.From!.Value, request["If-Range"])));
        Assert.Equal(["a/file.bin"], _bench.Left);
    }

    private void LeavePart(byte[] bytes)
    {
        Directory.CreateDirectory(_bench.PathOf("a"));
        File.WriteAllBytes(_bench.PathOf("a/file.bin.part"), bytes);
    }
}
