namespace MerExperiments.Pipeline.Datasets;

/// <summary>What an archive may hold before it counts as one made to fill the disk. What is written is counted, not what the archive claims.</summary>
public sealed record UnpackLimits
{
    /// <summary>Unpacked bytes per archive byte, beyond <see cref="FreeBytes"/>. Default 200; recordings and tables stay below 20.</summary>
    public double Ratio { get; init; } = 200;

    /// <summary>Unpacked bytes that no ratio is asked of. Default 64 MiB.</summary>
    public long FreeBytes { get; init; } = 64L << 20;

    /// <summary>Unpacked bytes in all. Default 2 TiB.</summary>
    public long Bytes { get; init; } = 2L << 40;

    /// <summary>Files and folders. Default 5,000,000.</summary>
    public int Entries { get; init; } = 5_000_000;

    /// <summary>The unpacked bytes that an archive of a size may give.</summary>
    public long BytesOf(long archiveBytes) => (long)Math.Min(Bytes, FreeBytes + (Ratio * archiveBytes));
}
