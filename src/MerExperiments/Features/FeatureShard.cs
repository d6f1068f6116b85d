namespace MerExperiments.Features;

/// <summary>The features of a run of consecutive utterances, as an extraction hands them to the store.</summary>
/// <param name="Values">Row-major [rows, dimension]; rows that are not present are overwritten with NaN by the store.</param>
/// <param name="States">Each row's state.</param>
/// <param name="Reasons">Why a row is quarantined; null for all others.</param>
public sealed record FeatureShard(float[] Values, FeatureState[] States, string?[] Reasons);
