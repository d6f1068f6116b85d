namespace MerExperiments.Pipeline.Datasets;

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
