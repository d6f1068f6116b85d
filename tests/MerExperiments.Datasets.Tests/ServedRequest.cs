namespace MerExperiments.Datasets.Tests;

/// <summary>A request that a test's server got.</summary>
internal sealed record ServedRequest(string Path, IReadOnlyDictionary<string, string> Headers)
{
    public string? this[string header] => Headers.GetValueOrDefault(header);

    /// <summary>The first byte of its Range; null where it has none.</summary>
    public long? From => this["Range"] is { } range ? long.Parse(range["bytes=".Length..^1]) : null;
}
