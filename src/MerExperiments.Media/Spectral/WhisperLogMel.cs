using System.Buffers;
using System.Numerics.Tensors;

namespace MerExperiments.Media.Spectral;

/// <summary>The input of Whisper encoders: log-mel energies [bands, 3000] of 30 s at 16 kHz, shorter clips followed by silence.</summary>
/// <remarks>Power spectra of 400 samples every 160 (periodic Hann, centred with reflection, the last frame dropped), Slaney mel bands to 8 kHz, then
/// x = log10(max(e, 1e-10)), x = max(x, greatest x of the clip - 8), (x + 4) / 4. Immutable, safe for several threads.
/// Source: A. Radford et al., Robust Speech Recognition via Large-Scale Weak Supervision, 2022, and its audio.py.</remarks>
public sealed class WhisperLogMel
{
    /// <summary>Samples of the 30 s a model sees at once.</summary>
    public const int Samples = 30 * Waveform.EncoderRateHz;

    /// <summary>Samples between two frames.</summary>
    public const int HopSamples = 160;

    /// <summary>Frames of 30 s.</summary>
    public const int Frames = Samples / HopSamples;

    private const int FrameSamples = 400;
    private const float Floor = 1e-10f;

    private static readonly Stft Spectra = new(new StftOptions { FrameSamples = FrameSamples, HopSamples = HopSamples, Window = FrameWindow.Hann });

    private readonly MelFilters _filters;

    /// <summary>Prepares the bands.</summary>
    /// <param name="bands">80, or 128 for the models named large-v3 and turbo. Default 80.</param>
    public WhisperLogMel(int bands = 80) => _filters = new MelFilters(
        MelScale.Slaney, bands, Spectra.Bins, (double)Waveform.EncoderRateHz / FrameSamples, (0, Waveform.EncoderRateHz / 2));

    /// <summary>Mel bands per frame.</summary>
    public int Bands => _filters.Bands;

    /// <summary>The features of a clip of up to 30 s, [bands, 3000].</summary>
    /// <param name="sound">The clip at 16 kHz; a longer one is cut into pieces of <see cref="Samples"/> by the caller.</param>
    public float[] Compute(Waveform sound)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(sound.SampleRateHz, Waveform.EncoderRateHz, nameof(sound));
        float[] features = new float[Bands * Frames];
        Compute(sound.Samples.Span, features);
        return features;
    }

    /// <summary>The features of up to 30 s at 16 kHz.</summary>
    /// <param name="samples">0 to 480,000 samples.</param>
    /// <param name="features">[bands, 3000], written.</param>
    public void Compute(ReadOnlySpan<float> samples, Span<float> features)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(samples.Length, Samples);
        ArgumentOutOfRangeException.ThrowIfNotEqual(features.Length, Bands * Frames, nameof(features));
        float[] padded = ArrayPool<float>.Shared.Rent(Samples);
        samples.CopyTo(padded);
        padded.AsSpan(samples.Length, Samples - samples.Length).Clear();
        Energies(padded.AsSpan(0, Samples), samples.Length, features);
        ArrayPool<float>.Shared.Return(padded);
        TensorPrimitives.Max(features, Floor, features);
        TensorPrimitives.Log10(features, features);
        TensorPrimitives.Max(features, TensorPrimitives.Max(features) - 8, features);
        TensorPrimitives.Add(features, 4, features);
        TensorPrimitives.Divide(features, 4, features);
    }

    private void Energies(ReadOnlySpan<float> padded, int samples, Span<float> energies)
    {
        Span<float> spectrum = stackalloc float[Spectra.SpectrumLength], power = stackalloc float[Spectra.Bins], bands = stackalloc float[Bands];
        energies.Clear();
        int sounding = Math.Min(Frames, ((samples + (FrameSamples / 2)) / HopSamples) + 1);
        for (int frame = 0; frame < sounding; frame++)
        {
            Spectra.Analyse(padded, frame, spectrum);
            PowerSpectrum.Of(spectrum, power);
            _filters.Apply(power, bands);
            for (int band = 0; band < bands.Length; band++)
            {
                energies[(band * Frames) + frame] = bands[band];
            }
        }
    }
}
