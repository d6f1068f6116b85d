namespace MerExperiments.Media.VoiceActivity;

/// <summary>A stretch of a clip in which somebody speaks.</summary>
/// <param name="Start">Its first sample.</param>
/// <param name="End">The sample after its last.</param>
/// <param name="SampleRateHz">Samples per second: those of the waveform that was asked about.</param>
public sealed record SpeechSegment(int Start, int End, int SampleRateHz)
{
    /// <summary>When it starts, from the clip's start.</summary>
    public TimeSpan StartTime => TimeSpan.FromSeconds((double)Start / SampleRateHz);

    /// <summary>When it ends.</summary>
    public TimeSpan EndTime => TimeSpan.FromSeconds((double)End / SampleRateHz);

    /// <summary>How long it lasts.</summary>
    public TimeSpan Duration => EndTime - StartTime;
}
