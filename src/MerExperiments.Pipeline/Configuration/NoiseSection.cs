using MerExperiments.Settings;

namespace MerExperiments.Pipeline.Configuration;

/// <summary>What is mixed into the sound.</summary>
public sealed record NoiseSection
{
    /// <summary>Which noise.</summary>
    public NoiseKind Kind { get; init; } = NoiseKind.None;

    /// <summary>The lowest signal-to-noise ratio drawn, in decibels.</summary>
    [Between(-30, 60)]
    [OnlyFor(NoiseKind.Babble)]
    public int LowDb { get; init; } = 5;

    /// <summary>The highest signal-to-noise ratio drawn, in decibels.</summary>
    [Between(-30, 60)]
    [OnlyFor(NoiseKind.Babble)]
    public int HighDb { get; init; } = 10;

    /// <summary>How many other speakers talk at once.</summary>
    [Between(1, 64)]
    [OnlyFor(NoiseKind.Babble)]
    public int Talkers { get; init; } = 4;
}
