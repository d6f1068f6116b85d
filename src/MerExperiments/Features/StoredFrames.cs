namespace MerExperiments.Features;

/// <summary>A frame-level table as a store holds it.</summary>
/// <param name="Folder">The absolute path of its folder.</param>
/// <param name="Card">What it was computed from.</param>
/// <param name="Table">The frames, memory-mapped.</param>
/// <param name="Reasons">Why an utterance is quarantined, by row; null for all others.</param>
public sealed record StoredFrames(string Folder, FeatureCard Card, FrameTable Table, IReadOnlyList<string?> Reasons);
