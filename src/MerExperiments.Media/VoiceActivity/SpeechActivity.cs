namespace MerExperiments.Media.VoiceActivity;

/// <summary>Where somebody speaks in a clip.</summary>
/// <param name="Probabilities">The probability of speech in each frame of 32 ms, one after another; the last frame may reach beyond the clip.</param>
/// <param name="Segments">The stretches of speech in their order, apart from one another; empty where nobody speaks.</param>
/// <param name="SpeechShare">The part of the clip's samples that lies in a segment, 0 to 1.</param>
public sealed record SpeechActivity(
    IReadOnlyList<float> Probabilities, IReadOnlyList<SpeechSegment> Segments, double SpeechShare);
