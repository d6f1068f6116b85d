using MerExperiments.Corpora;

namespace MerExperiments.Datasets;

/// <summary>What a corpus is and where it comes from: <c>datasets/NAME.dataset.json</c>.</summary>
/// <remarks>Immutable. Made by <see cref="DatasetCardReader"/>, which refuses what breaks a rule.</remarks>
public sealed record DatasetCard
{
    /// <summary>The name, that of the card's file: lower-case letters, digits and hyphens.</summary>
    public required string Name { get; init; }

    /// <summary>What it is, in a few words.</summary>
    public required string What { get; init; }

    /// <summary>The licence of the recordings.</summary>
    public required string Licence { get; init; }

    /// <summary>Who made it, and the page or paper that says so.</summary>
    public required string Source { get; init; }

    /// <summary>The files that can be fetched; empty where there are none that a program may fetch.</summary>
    public required IReadOnlyList<Download> Files { get; init; }

    /// <summary>Where to ask and how the folder must look; null only where <see cref="Files"/> has some.</summary>
    public string? How { get; init; }
}
