using MerExperiments.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace MerExperiments.Media.VoiceActivity;

/// <summary>Finds speech with the Silero voice activity model (version 5, 16 kHz).</summary>
/// <remarks>The model reads frames of 512 samples, each after the 64 samples before it, and carries a state from frame to frame; a clip starts from
/// silence. One session on one thread; safe for several threads, each call with buffers of its own. Model: Silero Team, Silero VAD, MIT licence.</remarks>
internal sealed class VoiceActivityDetector : IDisposable
{
    /// <summary>Samples per frame at 16 kHz: 32 ms.</summary>
    public const int FrameSamples = 512;

    private const int ContextSamples = 64;
    private const int StateValues = 2 * 128;

    private static readonly string[] Inputs = ["input", "state", "sr"];
    private static readonly string[] Outputs = ["output", "stateN"];

    private readonly InferenceSession _session;

    /// <summary>Opens the model.</summary>
    /// <param name="modelsRoot">The folder that holds published models; the setting models.root.</param>
    /// <exception cref="InvalidInputException">The model file is absent, changed or another one.</exception>
    public VoiceActivityDetector(string modelsRoot)
    {
        InvalidInputException.ThrowIfAny(Check(modelsRoot));
        _session = OnnxSession.Open(Model.PathIn(modelsRoot));
    }

    /// <summary>The model's file.</summary>
    public static ModelFile Model { get; } =
        new("silero-vad/silero_vad.onnx", "1a153a22f4509e292a94e67d6f9b85e8deb25b4988682b7e174c65279d8788e3");

    /// <summary>What would keep the model from running; empty where nothing would.</summary>
    /// <param name="modelsRoot">The folder that holds published models.</param>
    public static IReadOnlyList<Fault> Check(string modelsRoot) => Model.Check(
        modelsRoot,
        "voice activity",
        [new OnnxTensor("input", OnnxElement.Single, 2), new OnnxTensor("state", OnnxElement.Single, 3), new OnnxTensor("sr", OnnxElement.Int64, 0)],
        [new OnnxTensor("output", OnnxElement.Single, 2), new OnnxTensor("stateN", OnnxElement.Single, 3)]);

    /// <summary>Finds speech in a clip of any rate; it is resampled to 16 kHz for the model.</summary>
    /// <returns>Probabilities per 32 ms, and segments in samples of the clip's own rate.</returns>
    public SpeechActivity Detect(Waveform waveform)
    {
        float[] probabilities = Probabilities(waveform.At(Waveform.EncoderRateHz).Samples.Span);
        int samples = waveform.Samples.Length;
        double frame = (double)FrameSamples * waveform.SampleRateHz / Waveform.EncoderRateHz;
        IReadOnlyList<SpeechSegment> segments = SpeechSegmenter.Segments(probabilities, frame, samples, waveform.SampleRateHz);
        return new SpeechActivity(probabilities, segments, samples == 0 ? 0 : (double)segments.Sum(segment => segment.End - segment.Start) / samples);
    }

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();

    private float[] Probabilities(ReadOnlySpan<float> samples)
    {
        float[] window = new float[ContextSamples + FrameSamples];
        float[] output = new float[1];
        float[][] states = [new float[StateValues], new float[StateValues]];
        using var options = new RunOptions();
        using OrtValue input = OnnxSession.Tensor<float>(window, 1, window.Length);
        using OrtValue rate = OnnxSession.Tensor<long>(new long[] { Waveform.EncoderRateHz });
        using OrtValue result = OnnxSession.Tensor<float>(output, 1, 1);
        using OrtValue even = OnnxSession.Tensor<float>(states[0], 2, 1, 128);
        using OrtValue odd = OnnxSession.Tensor<float>(states[1], 2, 1, 128);
        float[] probabilities = new float[(samples.Length + FrameSamples - 1) / FrameSamples];
        for (int i = 0; i < probabilities.Length; i++)
        {
            Advance(window, samples[(i * FrameSamples)..]);
            (OrtValue from, OrtValue to) = i % 2 == 0 ? (even, odd) : (odd, even);
            _session.Run(options, Inputs, [input, from, rate], Outputs, [result, to]);
            probabilities[i] = output[0];
        }

        return probabilities;
    }

    /// <summary>Moves the window on by a frame; behind the clip's end lies silence.</summary>
    private static void Advance(Span<float> window, ReadOnlySpan<float> rest)
    {
        window[FrameSamples..].CopyTo(window);
        Span<float> frame = window[ContextSamples..];
        ReadOnlySpan<float> held = rest[..Math.Min(FrameSamples, rest.Length)];
        held.CopyTo(frame);
        frame[held.Length..].Clear();
    }
}
