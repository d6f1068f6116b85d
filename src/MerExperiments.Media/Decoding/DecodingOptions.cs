using MerExperiments.Settings;

namespace MerExperiments.Media.Decoding;

/// <summary>How much of a clip is taken in.</summary>
public sealed record DecodingOptions
{
    /// <summary>The defaults.</summary>
    public static DecodingOptions Default { get; } = new();

    /// <summary>A clip that plays longer is refused as soon as this much of it is decoded; it bounds memory. Encoders read sounds of up to 600 s.</summary>
    [Between(0.1, 600)]
    public double LongestSeconds { get; init; } = 600;

    /// <summary>Frames whose longer side has more pixels are scaled down to it, their shape kept.</summary>
    [Between(16, 8192)]
    public int LargestSidePixels { get; init; } = 1280;

    /// <summary>Whether what can be decoded of a damaged or truncated clip is taken; by default such a clip is refused.</summary>
    public bool KeepDamaged { get; init; }

    /// <summary>The longest clip.</summary>
    internal TimeSpan LongestClip => TimeSpan.FromSeconds(LongestSeconds);
}
