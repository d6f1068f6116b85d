using MerExperiments.Corpora;
using MerExperiments.Storage;

namespace MerExperiments.Datasets.Tests;

/// <summary>A folder, a clock on which waits are over at once, and a fetcher without proxies.</summary>
internal sealed class FetchBench : IDisposable
{
    public const string Command = "mer datasets fetch it";

    /// <summary>Half a megabyte of bytes that do not repeat.</summary>
    public static byte[] Content { get; } = [.. Enumerable.Range(0, 500_000).Select(i => (byte)((i * 2654435761L) >> 13))];

    public string Folder { get; } = Directory.CreateTempSubdirectory("mer-fetch-").FullName;

    public InstantTime Time { get; } = new();

    public FakeProgress Progress { get; } = new();

    public FetchOptions Options { get; init; } = new() { Retries = 2, Stall = TimeSpan.FromHours(2) };

    public static string Sha256(byte[] bytes) => ContentHash.Of(bytes);

    public static Download FileAt(string url, byte[]? content = null, string path = "a/file.bin") =>
        new() { Url = url, Sha256 = Sha256(content ?? Content), Path = path };

    public string PathOf(string name = "a/file.bin") => Path.Combine(Folder, name);

    public string[] Left => [.. Directory.GetFiles(Folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Folder, file)).Order(StringComparer.Ordinal)];

    public FetchOutcome Fetch(params Download[] files) => Fetch(CancellationToken.None, files);

    public FetchOutcome Fetch(CancellationToken cancellation, params Download[] files)
    {
        using Fetcher fetcher = Fetcher();
        return fetcher.Fetch(new FetchTarget("it", Folder, files), Command, Progress, cancellation);
    }

    public string Refusal(params Download[] files) => Assert.Throws<InvalidInputException>(() => Fetch(files)).Message;

    public Fetcher Fetcher(HttpMessageHandler? handler = null) =>
        new(handler ?? new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }, Time, Options);

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
