namespace MerExperiments.Features;

/// <summary>The feature of one utterance on its way into a store.</summary>
/// <param name="State">Whether there is one.</param>
/// <param name="Values">At the utterance level the vector; at the frame level one frame or more, row-major. Ignored unless the state is present.</param>
/// <param name="Reason">Why the row is quarantined; null for all others.</param>
public readonly record struct FeatureRow(FeatureState State, ReadOnlyMemory<float> Values = default, string? Reason = null);
