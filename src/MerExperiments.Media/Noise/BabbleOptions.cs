namespace MerExperiments.Media.Noise;

/// <summary>How babble is made.</summary>
public sealed record BabbleOptions
{
    /// <summary>The lowest signal-to-noise ratio drawn, in whole decibels, inclusive. Default 5, as in MER2024-NOISE.</summary>
    public int LowDb { get; init; } = 5;

    /// <summary>The highest, inclusive. Default 10.</summary>
    public int HighDb { get; init; } = 10;

    /// <summary>Voices that speak at once; 1 to 64. Default 4.</summary>
    public int Talkers { get; init; } = 4;

    /// <summary>What is wrong with the numbers; empty where nothing is.</summary>
    /// <param name="place">How faults call the options.</param>
    public IReadOnlyList<Fault> Validate(string place) =>
    [
        .. LowDb is < -60 or > 100 ? new[] { new Fault($"{place}.lowDb", $"is {LowDb}; it must lie in -60 to 100") } : [],
        .. HighDb < LowDb || HighDb > 100 ? new[] { new Fault($"{place}.highDb", $"is {HighDb}; it must lie in lowDb, {LowDb}, to 100") } : [],
        .. Talkers is < 1 or > 64 ? new[] { new Fault($"{place}.talkers", $"is {Talkers}; it must lie in 1 to 64") } : [],
    ];
}
