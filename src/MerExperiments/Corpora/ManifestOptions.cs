namespace MerExperiments.Corpora;

/// <summary>Which manifest a <see cref="ManifestReader"/> reads, and how.</summary>
public sealed record ManifestOptions
{
    /// <summary>The CSV file.</summary>
    public required string ManifestPath { get; init; }

    /// <summary>The folder to which relative media paths belong. Null: the manifest's own folder.</summary>
    public string? Root { get; init; }

    /// <summary>The classes, in order. Null: the labels of labelled and test rows, in ordinal order.</summary>
    public LabelSet? Labels { get; init; }

    /// <summary>The corpus's name, for reports. Null: the manifest's file name without its ending.</summary>
    public string? Name { get; init; }
}
