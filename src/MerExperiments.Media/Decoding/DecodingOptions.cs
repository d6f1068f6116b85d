namespace MerExperiments.Media.Decoding;

/// <summary>How clips are decoded: with which tools, and how much of a clip is taken in.</summary>
public sealed record DecodingOptions
{
    /// <summary>The defaults.</summary>
    public static DecodingOptions Default { get; } = new();

    /// <summary>The tools, or null for those in PATH.</summary>
    public FFmpegTools? Tools { get; init; }

    /// <summary>A clip that plays longer is refused as soon as this much of it is decoded; it bounds memory. 10 minutes by default, at most an hour.</summary>
    public TimeSpan LongestClip { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Frames whose longer side has more pixels are scaled down to it, their shape kept; 1280 by default, 16 or more.</summary>
    public int LargestSidePixels { get; init; } = 1280;

    /// <summary>Whether what can be decoded of a damaged or truncated clip is taken; by default such a clip is refused.</summary>
    public bool KeepDamaged { get; init; }

    /// <summary>The tools that will be used.</summary>
    /// <exception cref="InvalidInputException">They are not installed, or an option is out of its range.</exception>
    internal FFmpegTools Checked()
    {
        var faults = new List<Fault>();
        if (LongestClip <= TimeSpan.Zero || LongestClip > TimeSpan.FromHours(1))
        {
            faults.Add(new Fault(nameof(LongestClip), $"is {LongestClip}; it must lie above 0 and be at most 1 hour"));
        }

        if (LargestSidePixels is < 16 or > 8192)
        {
            faults.Add(new Fault(nameof(LargestSidePixels), $"is {LargestSidePixels}; it must lie in 16 to 8192"));
        }

        InvalidInputException.ThrowIfAny(faults);
        return Tools ?? FFmpegTools.Find();
    }
}
