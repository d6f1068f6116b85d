using MerExperiments.Settings;

namespace MerExperiments.Media.Noise;

/// <summary>How babble is made: the voices of the corpus's other speakers, talking at once. The defaults are MER2024-NOISE's.</summary>
public sealed record BabbleOptions : IHasRules
{
    /// <summary>The lowest signal-to-noise ratio drawn, in whole decibels, inclusive.</summary>
    [Between(-60, 100)]
    public int LowDb { get; init; } = 5;

    /// <summary>The highest signal-to-noise ratio drawn, in whole decibels, inclusive.</summary>
    [Between(-60, 100)]
    public int HighDb { get; init; } = 10;

    /// <summary>How many other speakers talk at once.</summary>
    [Between(1, 64)]
    public int Talkers { get; init; } = 4;

    /// <inheritdoc/>
    public IEnumerable<BrokenRule> BrokenRules() =>
        LowDb > HighDb ? [new BrokenRule("lowDb", $"is {LowDb}, above highDb, which is {HighDb}; it must be that or less")] : [];
}
