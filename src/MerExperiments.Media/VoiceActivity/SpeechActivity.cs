namespace MerExperiments.Media.VoiceActivity;

/// <summary>Where somebody speaks in a clip.</summary>
/// <param name="Probabilities">The probability of speech in each frame of 32 ms, one after another; the last frame may reach beyond the clip.</param>
/// <param name="Segments">The stretches of speech in their order, apart from one another; empty where nobody speaks.</param>
/// <param name="SpeechShare">The part of the clip's samples that lies in a segment, 0 to 1.</param>
internal sealed record SpeechActivity(
    IReadOnlyList<float> Probabilities, IReadOnlyList<SpeechSegment> Segments, double SpeechShare);

/// <summary>A stretch of a clip in which somebody speaks.</summary>
/// <param name="Start">Its first sample.</param>
/// <param name="End">The sample after its last.</param>
/// <param name="SampleRateHz">Samples per second: those of the waveform that was asked about.</param>
internal sealed record SpeechSegment(int Start, int End, int SampleRateHz)
{
    /// <summary>When it starts, from the clip's start.</summary>
    public TimeSpan StartTime => TimeSpan.FromSeconds((double)Start / SampleRateHz);

    /// <summary>When it ends.</summary>
    public TimeSpan EndTime => TimeSpan.FromSeconds((double)End / SampleRateHz);

    /// <summary>How long it lasts.</summary>
    public TimeSpan Duration => EndTime - StartTime;
}
