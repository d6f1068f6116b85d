using System.Buffers;
using System.Numerics.Tensors;
using MerExperiments.Settings;

namespace MerExperiments.Media.Spectral;

/// <summary>The short-time Fourier transform and its inverse by weighted overlap-add: y[t] = sum of w f / sum of w^2 over the frames at t.</summary>
/// <remarks>Frame k is centred on sample k * hop, and the signal is reflected at its ends. Spectra are [frames, bins, 2], real and imaginary part interleaved. Reflection does not repeat the end sample, as in torch.stft; a clip
/// shorter than half a frame is reflected again and again. There is one frame more than torch.stft makes where the clip is no multiple of
/// the hop, so that the last samples, too, lie well inside a frame; the frames both have are equal. Immutable, safe for several threads.
/// Inverse: D. Griffin and J. Lim, Signal Estimation from Modified Short-Time Fourier Transform, 1984, equation 6.</remarks>
internal sealed class Stft
{
    /// <summary>Samples of which the frames hold less than this weight cannot be restored and are 0.</summary>
    private const float LeastWeight = 1e-8f;

    private readonly StftOptions _options;
    private readonly RealFourier _fourier;
    private readonly float[] _window;

    /// <summary>Prepares window and transform.</summary>
    /// <exception cref="InvalidInputException">A number of the options is out of range.</exception>
    public Stft(StftOptions options)
    {
        OptionsCheck.Require(options, "stft");
        _options = options;
        _fourier = new RealFourier(options.FrameSamples);
        _window = FrameWindows.Of(options.Window, options.FrameSamples);
    }

    /// <summary>Frequencies per frame.</summary>
    public int Bins => _fourier.Bins;

    /// <summary>Floats per frame's spectrum.</summary>
    public int SpectrumLength => 2 * Bins;

    /// <summary>The number of frames of a clip of so many samples.</summary>
    public int FramesOf(int samples) => 1 + CeilingOfDivision(samples, _options.HopSamples);

    /// <summary>The spectra of a clip, [frames, bins, 2].</summary>
    /// <param name="samples">One sample or more.</param>
    public float[] Forward(ReadOnlySpan<float> samples)
    {
        float[] spectra = new float[FramesOf(samples.Length) * SpectrumLength];
        for (int frame = 0; frame < spectra.Length / SpectrumLength; frame++)
        {
            Analyse(samples, frame, spectra.AsSpan(frame * SpectrumLength, SpectrumLength));
        }

        return spectra;
    }

    /// <summary>The clip of so many samples whose spectra these are: exact but for rounding where they are unchanged.</summary>
    /// <param name="spectra">[frames, bins, 2] of all the clip's frames.</param>
    /// <param name="samples">[samples], written.</param>
    public void Inverse(ReadOnlySpan<float> spectra, Span<float> samples)
    {
        samples.Clear();
        for (int frame = 0; frame < FramesOf(samples.Length); frame++)
        {
            Add(spectra.Slice(frame * SpectrumLength, SpectrumLength), frame, samples);
        }

        Normalise(samples);
    }

    /// <summary>One frame's spectrum, for whoever goes through a clip frame by frame.</summary>
    /// <param name="samples">The whole clip.</param>
    /// <param name="frame">The frame, 0 or more.</param>
    /// <param name="spectrum">[bins, 2], written.</param>
    public void Analyse(ReadOnlySpan<float> samples, int frame, Span<float> spectrum)
    {
        float[] rented = ArrayPool<float>.Shared.Rent(_window.Length);
        Span<float> weighted = rented.AsSpan(0, _window.Length);
        Cut(samples, StartOf(frame), weighted);
        TensorPrimitives.Multiply(weighted, _window, weighted);
        _fourier.Forward(weighted, spectrum);
        ArrayPool<float>.Shared.Return(rented);
    }

    /// <summary>Adds one frame's samples, weighted again, to those of the frames before. <see cref="Normalise"/> ends the sum.</summary>
    /// <param name="spectrum">[bins, 2].</param>
    /// <param name="frame">The frame.</param>
    /// <param name="samples">The whole clip, all zeros before the first frame.</param>
    public void Add(ReadOnlySpan<float> spectrum, int frame, Span<float> samples)
    {
        float[] rented = ArrayPool<float>.Shared.Rent(_window.Length);
        Span<float> weighted = rented.AsSpan(0, _window.Length);
        _fourier.Inverse(spectrum, weighted);
        TensorPrimitives.Multiply(weighted, _window, weighted);
        (int first, int end) = Within(StartOf(frame), samples.Length);
        if (first < end)
        {
            Span<float> sum = samples[(StartOf(frame) + first)..(StartOf(frame) + end)];
            TensorPrimitives.Add(sum, weighted[first..end], sum);
        }

        ArrayPool<float>.Shared.Return(rented);
    }

    /// <summary>Divides the sums of <see cref="Add"/> by the sums of the squared window.</summary>
    /// <param name="samples">The whole clip, changed in place.</param>
    public void Normalise(Span<float> samples)
    {
        int frames = FramesOf(samples.Length);
        for (int i = 0; i < samples.Length; i++)
        {
            int position = i + (_window.Length / 2);
            int last = Math.Min(frames - 1, position / _options.HopSamples);
            float weight = 0;
            for (int frame = last; frame >= 0 && position - (frame * _options.HopSamples) < _window.Length; frame--)
            {
                float w = _window[position - (frame * _options.HopSamples)];
                weight += w * w;
            }

            samples[i] = weight < LeastWeight ? 0 : samples[i] / weight;
        }
    }

    private int StartOf(int frame) => (frame * _options.HopSamples) - (_window.Length / 2);

    /// <summary>The part of a frame that lies within the clip, counted from the frame's start; empty where none does.</summary>
    private (int First, int End) Within(int start, int samples)
    {
        int first = Math.Clamp(-start, 0, _window.Length);
        return (first, Math.Clamp(samples - start, first, _window.Length));
    }

    private void Cut(ReadOnlySpan<float> samples, int start, Span<float> frame)
    {
        (int first, int end) = Within(start, samples.Length);
        if (first < end)
        {
            samples[(start + first)..(start + end)].CopyTo(frame[first..]);
        }

        for (int i = 0; i < first; i++)
        {
            frame[i] = samples[Reflected(start + i, samples.Length)];
        }

        for (int i = end; i < frame.Length; i++)
        {
            frame[i] = samples[Reflected(start + i, samples.Length)];
        }
    }

    private static int Reflected(int position, int samples)
    {
        int period = Math.Max(1, 2 * (samples - 1));
        int within = ((position % period) + period) % period;
        return within < samples ? within : period - within;
    }

    private static int CeilingOfDivision(int a, int b) => (a + b - 1) / b;
}
