namespace MerExperiments.Media;

/// <summary>The sound of one clip: mono, float samples, full scale at -1 and 1.</summary>
/// <param name="Samples">The samples, one or more.</param>
/// <param name="SampleRateHz">Samples per second.</param>
public sealed record Waveform(ReadOnlyMemory<float> Samples, int SampleRateHz)
{
    /// <summary>The rate of every waveform that encoders read: 16 kHz.</summary>
    public const int EncoderRateHz = 16_000;

    /// <summary>A clip whose peak lies below this, -80 dB of full scale, holds nothing to hear.</summary>
    public const float SilencePeak = 1e-4f;

    /// <summary>How long the clip plays.</summary>
    public TimeSpan Duration => TimeSpan.FromSeconds((double)Samples.Length / SampleRateHz);

    /// <summary>The greatest absolute sample.</summary>
    public float Peak => Samples.IsEmpty ? 0 : Math.Abs(System.Numerics.Tensors.TensorPrimitives.MaxMagnitude(Samples.Span));

    /// <summary>True where the peak is below <see cref="SilencePeak"/>: a known state, not a fault.</summary>
    public bool IsSilent => Peak < SilencePeak;

    /// <summary>The same sound at another rate; this waveform itself where the rate is the same.</summary>
    public Waveform At(int sampleRateHz) =>
        sampleRateHz == SampleRateHz ? this : new Waveform(Resampler.Between(SampleRateHz, sampleRateHz).Apply(Samples.Span), sampleRateHz);

    /// <summary>The sound of what a decoder gave.</summary>
    /// <exception cref="ClipException">There is no sample, or one is NaN or infinite.</exception>
    internal static Waveform Decoded(string path, float[] mono, int sampleRateHz)
    {
        if (mono.Length == 0)
        {
            throw new ClipException(path, "it holds no samples; a clip must hold at least one");
        }

        int bad = Array.FindIndex(mono, sample => !float.IsFinite(sample));
        return bad < 0
            ? new Waveform(mono, sampleRateHz)
            : throw new ClipException(path, FormattableString.Invariant($"its sample {bad} is {mono[bad]}; every sample must be finite"));
    }
}
