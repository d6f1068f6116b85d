using System.Net;
using static MerExperiments.Datasets.Tests.FetchBench;

namespace MerExperiments.Datasets.Tests;

public sealed class FetcherRedirectTests : IDisposable
{
    private readonly FetchBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Fetch_RelativeRedirect_IsFollowedWithItsRange()
    {
        using var server = new LoopbackServer((request, n) => request.Path == "/file.bin"
            ? new Reply { Status = 302, Headers = [("Location", "/elsewhere")] }
            : Reply.File(Content, request) with { BreakAfter = n == 1 ? 1000 : null });

        _bench.Fetch(FileAt(server.Url()));

        Assert.Equal(["/file.bin", "/elsewhere", "/file.bin", "/elsewhere"], server.Requests.Select(request => request.Path));
        Assert.Equal(1000, server.Requests[3].From);
    }

    [Theory]
    [InlineData("https://a.example/x", "http://a.example/x", "redirects to http://a.example/x; a redirect must stay with https")]
    [InlineData("https://a.example/x", "ftp://a.example/x", "redirects to ftp://a.example/x")]
    [InlineData("http://a.example/x", "file:///etc/passwd", "redirects to file:///etc/passwd")]
    [InlineData("http://a.example/x", "http://a.example/x", "is the end of 11 redirects")]
    [InlineData("http://a.example/x", null, "redirects and does not say where to")]
    public void Fetch_RedirectThatLeadsAstray_IsRefused(string url, string? location, string expected)
    {
        using Fetcher fetcher = _bench.Fetcher(new Redirecting(location));

        var e = Assert.Throws<InvalidInputException>(() => Fetch(fetcher, url));

        Assert.Contains(expected, e.Message);
        Assert.Empty(_bench.Left);
    }

    [Fact]
    public void Fetch_RedirectFromHttpToHttps_IsFollowed()
    {
        using Fetcher fetcher = _bench.Fetcher(new Redirecting("https://a.example/y"));

        Fetch(fetcher, "http://a.example/x");

        Assert.Equal(Content, File.ReadAllBytes(_bench.PathOf()));
    }

    private void Fetch(Fetcher fetcher, string url) =>
        fetcher.Fetch(new FetchTarget("it", _bench.Folder, [FileAt(url)]), Command, _bench.Progress, CancellationToken.None);

    /// <summary>Redirects every request for <c>/x</c>, and answers any other with the file.</summary>
    private sealed class Redirecting(string? location) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            bool isAsked = request.RequestUri!.AbsolutePath == "/x";
            var response = new HttpResponseMessage(isAsked ? HttpStatusCode.MovedPermanently : HttpStatusCode.OK);
            response.Headers.Location = isAsked && location is not null ? new Uri(location) : null;
            response.Content = new ByteArrayContent(isAsked ? [] : Content);
            return Task.FromResult(response);
        }
    }
}
