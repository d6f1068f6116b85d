using MerExperiments.Features;

namespace MerExperiments.Encoders;

/// <summary>What reading one utterance gave: something to encode, or the state that says why there is nothing.</summary>
/// <param name="State">Present where there is something to encode.</param>
/// <param name="Row">What to encode; null in any other state.</param>
/// <param name="Reason">Why the clip is quarantined; null for all others.</param>
internal readonly record struct PreparedClip<T>(FeatureState State, T? Row = null, string? Reason = null)
    where T : class;
