using MerExperiments.Corpora;
using MerExperiments.Runs;
using MerExperiments.Storage;

namespace MerExperiments.Datasets;

/// <summary>Fetches the files that a card names: checks them by their hashes, unpacks them, and goes on where an earlier fetch stopped.</summary>
/// <remarks>What is whole already is not fetched. A file is whole or not there under its name: what has come of one is its <c>.part</c>, an
/// archive whose folder is not there yet its <c>.archive</c>, one with a wrong hash its <c>.refused</c>; beside it is a <c>.lock</c> while one process
/// fetches it, and others are refused. One fetch at a time per instance.</remarks>
public sealed class Fetcher : IDisposable
{
    private readonly HttpClient _client;
    private readonly TimeProvider _time;
    private readonly FetchOptions _options;

    /// <summary>Makes a fetcher.</summary>
    /// <param name="handler">The way to the servers, which must not follow redirects itself; it is disposed with the fetcher.</param>
    /// <param name="time">The clock of waits and of stalled connections.</param>
    /// <param name="options">How patient it is; null for the defaults.</param>
    public Fetcher(HttpMessageHandler handler, TimeProvider time, FetchOptions? options = null)
    {
        _client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        (_time, _options) = (time, options ?? new FetchOptions());
    }

    /// <summary>A way to servers that leaves redirects to the fetcher.</summary>
    public static HttpMessageHandler CreateHandler() => new SocketsHttpHandler { AllowAutoRedirect = false };

    /// <summary>Fetches what is not whole yet, in the card's order.</summary>
    /// <param name="target">The files.</param>
    /// <param name="command">The command that goes on with it, for the message where it stops.</param>
    /// <param name="progress">Told of the bytes of each file, in KiB.</param>
    /// <param name="cancellation">Stops the fetch; what has come is kept.</param>
    /// <exception cref="InvalidInputException">Before any byte: another file lies where one should land, or the disk is too small. After the others:
    /// files that the server has not, or that differ from the card. All at once.</exception>
    /// <exception cref="FetchStoppedException">It was cancelled, or the server or the way to it failed for longer than the options allow.</exception>
    public FetchOutcome Fetch(FetchTarget target, string command, IRunProgress progress, CancellationToken cancellation) =>
        FetchAsync(target, command, progress, cancellation).GetAwaiter().GetResult();

    /// <inheritdoc cref="Fetch"/>
    public async Task<FetchOutcome> FetchAsync(FetchTarget target, string command, IRunProgress progress, CancellationToken cancellation)
    {
        bool[] isWhole = [.. target.Files.Select(file => IsWhole(file, target.PathOf(file)))];
        Download[] wanted = [.. target.Files.Where((_, i) => !isWhole[i])];
        InvalidInputException.ThrowIfAny([.. wanted.Select(file => InTheWay(file, target.PathOf(file))).OfType<Fault>(), .. TooLittleDisk(target, wanted)]);
        var faults = new List<Fault>();
        var fetched = new List<string>();
        foreach (Download file in wanted)
        {
            try
            {
                if (await FetchAloneAsync(file, target.PathOf(file), progress, cancellation).ConfigureAwait(false))
                {
                    fetched.Add(target.PathOf(file));
                }
            }
            catch (InvalidInputException e)
            {
                faults.AddRange(e.Faults);
            }
            catch (IOException e)
            {
                throw new IOException($"{e.Message.TrimEnd('.')}; what has come is kept. Once that is mended, go on with: {command}", e);
            }
            catch (OperationCanceledException)
            {
                throw new FetchStoppedException($"interrupted at {file.Path}; what has come is kept", command);
            }
            catch (TransientException e)
            {
                throw new FetchStoppedException($"{file.Url}: {e.Message}; what has come is kept", command);
            }
        }

        InvalidInputException.ThrowIfAny(faults);
        return new FetchOutcome(fetched, [.. target.Files.Select(target.PathOf).Except(fetched)]);
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    /// <summary>One process at a time, until the file or folder has its name; false where another one has made it whole meanwhile.</summary>
    private async Task<bool> FetchAloneAsync(Download file, string path, IRunProgress progress, CancellationToken cancellation)
    {
        using IDisposable held = FileLock.Take(path + ".lock", path, "cannot be fetched, because another process is fetching it or unpacking it", deleted: true);
        if (IsWhole(file, path))
        {
            return false;
        }

        await FetchAsync(file, path, progress, cancellation).ConfigureAwait(false);
        return true;
    }

    private async Task FetchAsync(Download file, string path, IRunProgress progress, CancellationToken cancellation)
    {
        var download = new FileDownload(new WebReader(_client, _options.Redirects), _time, _options, progress);
        if (file.Unpack == Packing.None)
        {
            await download.RunAsync(file, path, cancellation).ConfigureAwait(false);
            return;
        }

        string archive = ArchiveFile.NameOf(path);
        if (!File.Exists(archive) || !HasHash(archive, file.Sha256))
        {
            File.Delete(archive);
            await download.RunAsync(file, archive, cancellation).ConfigureAwait(false);
        }

        using IStageProgress stage = progress.Begin($"unpack {file.Path}", 0, "files");
        new Unpacker(_options.Unpack, stage).Unpack(archive, file, path, cancellation);
        File.Delete(archive);
    }

    private static bool IsWhole(Download file, string path) =>
        file.Unpack == Packing.None ? File.Exists(path) && HasHash(path, file.Sha256) : UnpackedFolder.IsWhole(path, file.Sha256);

    private static bool HasHash(string path, string sha256) => ContentHash.OfFileOnce(path).Equals(sha256, StringComparison.OrdinalIgnoreCase);

    private static Fault? InTheWay(Download file, string path) =>
        File.Exists(path) && file.Unpack == Packing.None ? new Fault(path, $"has the SHA-256 {ContentHash.OfFileOnce(path)}; the card says {file.Sha256}. Move it away or delete it")
        : Path.Exists(path) ? new Fault(path, "is there and is not what the card names, or was changed since it was fetched; move it away or delete it")
        : null;

    /// <summary>An archive needs room for itself and at least as much for what is in it.</summary>
    private IEnumerable<Fault> TooLittleDisk(FetchTarget target, IReadOnlyList<Download> wanted)
    {
        long needed = wanted.Sum(file => (file.Bytes ?? 0) * (file.Unpack == Packing.None ? 1 : 2) - HeldBytes(file, target.PathOf(file)));
        return needed > 0 && FullDisk.Fault(target.Folder, needed, _options.FreeBytes) is { } fault ? [fault] : [];
    }

    private static long HeldBytes(Download file, string path)
    {
        string whole = file.Unpack == Packing.None ? path : ArchiveFile.NameOf(path);
        var held = new FileInfo(File.Exists(whole) ? whole : PartFile.NameOf(whole));
        return file.Bytes is { } bytes && held.Exists ? Math.Min(bytes, held.Length) : 0;
    }
}

/// <summary>What a fetch did.</summary>
/// <param name="Fetched">The paths that became whole, in the card's order.</param>
/// <param name="AlreadyWhole">The paths that were whole before and were not fetched.</param>
public sealed record FetchOutcome(IReadOnlyList<string> Fetched, IReadOnlyList<string> AlreadyWhole);

/// <summary>A fetch ended before all was whole; what came is kept, and it can go on.</summary>
/// <param name="reason">Why.</param>
/// <param name="howToResume">The command that goes on with it.</param>
public sealed class FetchStoppedException(string reason, string howToResume) : StoppedException(reason, howToResume);

/// <summary>Files to fetch, and where they land.</summary>
/// <param name="Name">The corpus or encoder they belong to.</param>
/// <param name="Folder">The absolute folder that their paths are relative to; made when first used.</param>
/// <param name="Files">The files; none where there is nothing to fetch.</param>
public sealed record FetchTarget(string Name, string Folder, IReadOnlyList<Download> Files)
{
    /// <summary>Where a file becomes whole.</summary>
    public string PathOf(Download file) => Path.Combine(Folder, file.Path);
}

/// <summary>How patient a <see cref="Fetcher"/> is, and what it refuses.</summary>
public sealed record FetchOptions
{
    /// <summary>How often in a row it tries again without a new byte having come; 0 or more. Default 5.</summary>
    public int Retries { get; init; } = 5;

    /// <summary>The wait before the first try again; it doubles with each that brings nothing. Default one second.</summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait, also where a server asks for more. Default one minute.</summary>
    public TimeSpan LongestDelay { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long no byte may come before the connection counts as dropped. Default one minute.</summary>
    public TimeSpan Stall { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How many redirects are followed. Default 10.</summary>
    public int Redirects { get; init; } = 10;

    /// <summary>What archives may hold.</summary>
    public UnpackLimits Unpack { get; init; } = new();

    /// <summary>The free bytes of the disk that a folder lies on.</summary>
    public Func<string, long> FreeBytes { get; init; } = folder => new DriveInfo(folder).AvailableFreeSpace;
}
