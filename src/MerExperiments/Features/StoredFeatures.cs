namespace MerExperiments.Features;

/// <summary>A feature table as a store holds it.</summary>
/// <param name="Folder">The absolute path of its folder.</param>
/// <param name="Card">What it was computed from.</param>
/// <param name="Table">The features, memory-mapped.</param>
/// <param name="Reasons">Why a row is quarantined, by row; null for all others.</param>
public sealed record StoredFeatures(string Folder, FeatureCard Card, FeatureTable Table, IReadOnlyList<string?> Reasons);
