using System.Numerics.Tensors;
using MerExperiments.Media.Spectral;
using MerExperiments.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace MerExperiments.Media.Denoising;

/// <summary>Runs two graphs per frame: one masks the magnitudes (the phase stays the noisy one), the other cleans the masked frame.</summary>
/// <remarks>Frames are neither weighted nor scaled: the second graph has learnt to give each frame's share of the sum, as DTLN's own program adds them
/// (N. L. Westhausen, B. T. Meyer, Dual-Signal Transformation LSTM Network, 2020). The first ends one hop into the clip, so every sample lies in as many
/// frames; the result is put where the input lay, without the delay that a live stream has.</remarks>
internal sealed class StreamingTwoStage : IEnhancer
{
    private readonly InferenceSession[] _sessions;
    private readonly DenoiserGraph[] _graphs;
    private readonly RealFourier _fourier;
    private readonly int _hop;

    /// <summary>Opens the files.</summary>
    public StreamingTwoStage(DenoiserCard card, string modelsRoot)
    {
        _graphs = [.. card.Graphs];
        _sessions = [.. _graphs.Select(graph => OnnxSession.Open(graph.Model.PathIn(modelsRoot)))];
        _fourier = new RealFourier(card.FrameSamples);
        _hop = card.HopSamples;
    }

    /// <inheritdoc/>
    public float[] Enhance(ReadOnlyMemory<float> noisy)
    {
        using var mask = new RecurrentGraph(_sessions[0], _graphs[0], 1, 1, _fourier.Bins);
        using var cleaner = new RecurrentGraph(_sessions[1], _graphs[1], 1, 1, _fourier.Length);
        float[] clean = new float[noisy.Length], spectrum = new float[2 * _fourier.Bins];
        for (int start = _hop - _fourier.Length; start < noisy.Length; start += _hop)
        {
            int from = Math.Max(0, start), end = Math.Min(noisy.Length, start + _fourier.Length);
            Span<float> frame = cleaner.Input;
            frame.Clear();
            noisy.Span[from..end].CopyTo(frame[(from - start)..]);
            Mask(frame, spectrum, mask);
            cleaner.Step();
            Span<float> sum = clean.AsSpan(from..end);
            TensorPrimitives.Add(sum, cleaner.Output.AsSpan(from - start, end - from), sum);
        }

        return clean;
    }

    private void Mask(Span<float> frame, Span<float> spectrum, RecurrentGraph mask)
    {
        _fourier.Forward(frame, spectrum);
        for (int k = 0; k < _fourier.Bins; k++)
        {
            mask.Input[k] = MathF.Sqrt((spectrum[2 * k] * spectrum[2 * k]) + (spectrum[(2 * k) + 1] * spectrum[(2 * k) + 1]));
        }

        mask.Step();
        for (int k = 0; k < _fourier.Bins; k++)
        {
            spectrum[2 * k] *= mask.Output[k];
            spectrum[(2 * k) + 1] *= mask.Output[k];
        }

        _fourier.Inverse(spectrum, frame);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (InferenceSession session in _sessions)
        {
            session.Dispose();
        }
    }
}
