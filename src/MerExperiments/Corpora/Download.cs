using System.Text.Json.Serialization;

namespace MerExperiments.Corpora;

/// <summary>A file that a card says can be fetched: from where, the bytes it must have, and where it goes.</summary>
/// <remarks>Immutable. A card names the SHA-256, so what is fetched is what the card's writer had, whoever serves it.</remarks>
public sealed record Download
{
    /// <summary>Where it is served: an http or https address without a password.</summary>
    public required string Url { get; init; }

    /// <summary>The SHA-256 of the file as it is served, 64 hexadecimal digits.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Its size, 1 or more; null where it is not known.</summary>
    public long? Bytes { get; init; }

    /// <summary>The file it becomes, or the folder it is unpacked to: relative to the target folder, below it, with <c>/</c> between names.</summary>
    public required string Path { get; init; }

    /// <summary>How it is packed. Default: it is not.</summary>
    public Packing Unpack { get; init; } = Packing.None;

    /// <summary>What is wrong with a card's downloads, each in itself and where two would lie in one place.</summary>
    /// <param name="downloads">The downloads.</param>
    /// <param name="list">What the card calls the list, e.g. <c>files</c>; places are then <c>files[0].url</c>.</param>
    public static IReadOnlyList<Fault> Validate(IReadOnlyList<Download> downloads, string list) =>
        [.. downloads.SelectMany((download, i) => download.Rules($"{list}[{i}]")), .. Overlaps(downloads, list)];

    private IEnumerable<Fault> Rules(string at)
    {
        if (AddressProblem(Url) is { } address)
        {
            yield return new Fault($"{at}.url", $"is \"{Url}\"; {address}");
        }

        if (Sha256 is not { Length: 64 } || !Sha256.All(char.IsAsciiHexDigit))
        {
            yield return new Fault($"{at}.sha256", $"is \"{Sha256}\"; it must be 64 hexadecimal digits");
        }

        if (Bytes < 1)
        {
            yield return new Fault($"{at}.bytes", $"is {Bytes}; it must be 1 or more");
        }

        if (!IsBelow(Path))
        {
            yield return new Fault($"{at}.path", $"is \"{Path}\"; it must be a path below the target folder, with / between names{NearestPath(Path)}");
        }
    }

    private static string? AddressProblem(string? url) =>
        !Uri.TryCreate(url, UriKind.Absolute, out Uri? uri) || uri.Scheme is not ("http" or "https") ? "it must be an http or https address"
        : uri.UserInfo.Length > 0 ? "it must hold no user and no password: cards are passed on"
        : null;

    private static bool IsBelow(string? path) => path is { Length: > 0 } && path == BelowOf(path);

    private static string NearestPath(string? path) => BelowOf(path ?? "") is { Length: > 0 } near ? $"; did you mean \"{near}\"?" : "";

    /// <summary>The path with everything left out that would lead elsewhere.</summary>
    private static string BelowOf(string path) => string.Join('/', path
        .Split('/', '\\')
        .Select(name => name.Trim())
        .Where(name => name is not ("" or "." or "..") && !name.Any(c => c == ':' || char.IsControl(c))));

    private static IEnumerable<Fault> Overlaps(IReadOnlyList<Download> downloads, string list) =>
        from later in Enumerable.Range(0, downloads.Count)
        from earlier in Enumerable.Range(0, later)
        where Overlap(downloads[earlier].Path, downloads[later].Path)
        select new Fault($"{list}[{later}].path", $"is \"{downloads[later].Path}\", which {list}[{earlier}] takes with \"{downloads[earlier].Path}\"; paths must lie apart");

    private static bool Overlap(string? a, string? b) =>
        a is not null && b is not null && ($"{a}/".StartsWith($"{b}/", StringComparison.OrdinalIgnoreCase) || $"{b}/".StartsWith($"{a}/", StringComparison.OrdinalIgnoreCase));
}

/// <summary>How a download is packed, and so whether it is unpacked.</summary>
public enum Packing
{
    /// <summary>Not at all: the file is kept as it came.</summary>
    None,

    /// <summary>A zip archive.</summary>
    Zip,

    /// <summary>A tar archive.</summary>
    Tar,

    /// <summary>A tar archive, compressed with gzip.</summary>
    [JsonStringEnumMemberName("tar.gz")]
    TarGz,
}
