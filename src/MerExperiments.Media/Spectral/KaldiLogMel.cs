using System.Numerics.Tensors;
using MerExperiments.Settings;

namespace MerExperiments.Media.Spectral;

/// <summary>Kaldi's log-mel filter bank (fbank) at 16 kHz: frames of 25 ms every 10 ms, [frames, dimension].</summary>
/// <remarks>Per frame: samples scaled, mean removed, pre-emphasised (the first sample against itself), windowed, zeros to 512, power spectrum, bands,
/// ln(max(e, 2^-23)). Then, where asked for: normalisation per clip, stacking, shift and scale. No dither, no energy term.
/// quantities lie on the stack. Immutable, safe for several threads. Source: Kaldi, feature-fbank.cc and feature-window.cc; stacking:
/// H. Sak et al., Fast and Accurate Recurrent Neural Network Acoustic Models, 2015, as FunASR's apply_lfr does it.</remarks>
public sealed class KaldiLogMel
{
    /// <summary>Samples per frame.</summary>
    public const int FrameSamples = 400;

    /// <summary>Samples between two frames.</summary>
    public const int HopSamples = 160;

    private const int TransformSamples = 512;
    private const float Floor = 1.1920929e-7f;
    private const float LeastDeviation = 1e-5f;

    private static readonly RealFourier Fourier = new(TransformSamples);

    private readonly KaldiLogMelOptions _options;
    private readonly float[] _window;
    private readonly MelFilters _filters;
    private readonly float[]? _shift;
    private readonly float[]? _scale;

    /// <summary>Prepares window and bands.</summary>
    /// <exception cref="InvalidInputException">A number of the options is out of range.</exception>
    public KaldiLogMel(KaldiLogMelOptions options)
    {
        OptionsCheck.Require(options, "features");
        _options = options;
        _window = FrameWindows.Of(options.Window, FrameSamples);
        double binHz = (double)Waveform.EncoderRateHz / TransformSamples;
        _filters = new MelFilters(MelScale.Htk, options.Bands, TransformSamples / 2, binHz, (options.LowHz, options.UpperEdgeHz));
        _shift = options.Shift?.ToArray();
        _scale = options.Scale?.ToArray();
    }

    /// <summary>Values per frame.</summary>
    public int Dimension => _options.Dimension;

    /// <summary>The number of frames of a clip of so many samples: 0 where it is shorter than 25 ms and edges are snipped.</summary>
    public int FramesOf(int samples) => (RawFramesOf(samples) + _options.StackStep - 1) / _options.StackStep;

    /// <summary>The features of a clip, [frames, dimension].</summary>
    /// <param name="sound">The clip at 16 kHz.</param>
    public float[] Compute(Waveform sound)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(sound.SampleRateHz, Waveform.EncoderRateHz, nameof(sound));
        float[] features = new float[FramesOf(sound.Samples.Length) * Dimension];
        Compute(sound.Samples.Span, features);
        return features;
    }

    /// <summary>The features of samples at 16 kHz.</summary>
    /// <param name="samples">The clip.</param>
    /// <param name="features">[<see cref="FramesOf"/>, dimension], written.</param>
    public void Compute(ReadOnlySpan<float> samples, Span<float> features)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(features.Length, FramesOf(samples.Length) * Dimension, nameof(features));
        bool stacks = _options.StackedFrames > 1 || _options.StackStep > 1;
        Span<float> raw = stacks ? new float[RawFramesOf(samples.Length) * _options.Bands] : features;
        LogEnergies(samples, raw);
        Normalise(raw);
        if (stacks)
        {
            Stack(raw, features);
        }

        ShiftAndScale(features);
    }

    private int RawFramesOf(int samples) => _options.SnipEdges
        ? samples < FrameSamples ? 0 : 1 + ((samples - FrameSamples) / HopSamples)
        : (samples + (HopSamples / 2)) / HopSamples;

    private void LogEnergies(ReadOnlySpan<float> samples, Span<float> features)
    {
        Span<float> frame = stackalloc float[TransformSamples], spectrum = stackalloc float[TransformSamples + 2], power = stackalloc float[TransformSamples / 2];
        for (int i = 0; i < features.Length / _options.Bands; i++)
        {
            Cut(samples, i, frame[..FrameSamples]);
            frame[FrameSamples..].Clear();
            Shape(frame[..FrameSamples]);
            Fourier.Forward(frame, spectrum);
            PowerSpectrum.Of(spectrum, power);
            _filters.Apply(power, features.Slice(i * _options.Bands, _options.Bands));
        }

        TensorPrimitives.Max(features, Floor, features);
        TensorPrimitives.Log(features, features);
    }

    private void Cut(ReadOnlySpan<float> samples, int index, Span<float> frame)
    {
        int start = _options.SnipEdges ? index * HopSamples : (index * HopSamples) + (HopSamples / 2) - (FrameSamples / 2);
        if (start >= 0 && start + FrameSamples <= samples.Length)
        {
            TensorPrimitives.Multiply(samples.Slice(start, FrameSamples), _options.SampleScale, frame);
            return;
        }

        for (int i = 0; i < FrameSamples; i++)
        {
            frame[i] = samples[Mirrored(start + i, samples.Length)] * _options.SampleScale;
        }
    }

    private void Shape(Span<float> frame)
    {
        TensorPrimitives.Subtract(frame, TensorPrimitives.Sum<float>(frame) / FrameSamples, frame);
        for (int i = FrameSamples - 1; i >= 0; i--)
        {
            frame[i] -= _options.PreEmphasis * frame[Math.Max(0, i - 1)];
        }

        TensorPrimitives.Multiply(frame, _window, frame);
    }

    private void Normalise(Span<float> frames)
    {
        int bands = _options.Bands, count = frames.Length / bands;
        for (int band = 0; band < bands && count > 0 && _options.Normalisation != ClipNormalisation.None; band++)
        {
            double sum = 0, squares = 0;
            for (int i = band; i < frames.Length; i += bands)
            {
                sum += frames[i];
                squares += (double)frames[i] * frames[i];
            }

            double mean = sum / count, deviation = Math.Sqrt(Math.Max(0, (squares / count) - (mean * mean)));
            double divisor = _options.Normalisation == ClipNormalisation.Mean ? 1 : Math.Max(deviation, LeastDeviation);
            for (int i = band; i < frames.Length; i += bands)
            {
                frames[i] = (float)((frames[i] - mean) / divisor);
            }
        }
    }

    /// <summary>Stack k holds frames k n - (m - 1) / 2 and the m - 1 after it; beyond the ends the first and the last frame stand in.</summary>
    private void Stack(ReadOnlySpan<float> frames, Span<float> stacks)
    {
        int bands = _options.Bands, last = (frames.Length / bands) - 1;
        for (int i = 0; i < stacks.Length / bands; i++)
        {
            int stack = i / _options.StackedFrames, within = i % _options.StackedFrames;
            int frame = Math.Clamp((stack * _options.StackStep) - ((_options.StackedFrames - 1) / 2) + within, 0, last);
            frames.Slice(frame * bands, bands).CopyTo(stacks[(i * bands)..]);
        }
    }

    private void ShiftAndScale(Span<float> features)
    {
        for (int at = 0; at < features.Length; at += Dimension)
        {
            Span<float> frame = features.Slice(at, Dimension);
            if (_shift is not null)
            {
                TensorPrimitives.Add(frame, _shift, frame);
            }

            if (_scale is not null)
            {
                TensorPrimitives.Multiply(frame, _scale, frame);
            }
        }
    }

    private static int Mirrored(int position, int samples)
    {
        int within = ((position % (2 * samples)) + (2 * samples)) % (2 * samples);
        return within < samples ? within : (2 * samples) - 1 - within;
    }
}
