namespace MerExperiments.Pipeline;

/// <summary>What a check of one encoder found.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Faults">What would keep it from running; empty where it is ready.</param>
/// <param name="Sha256">Its files with their SHA-256, in the order in which they run; those that are there.</param>
public sealed record EncoderFinding(string Name, IReadOnlyList<Fault> Faults, IReadOnlyList<(string File, string Sha256)> Sha256);
