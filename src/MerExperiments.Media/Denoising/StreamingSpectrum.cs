using MerExperiments.Media.Spectral;
using MerExperiments.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace MerExperiments.Media.Denoising;

/// <summary>Runs a graph that turns noisy spectra [1, bins, 1, 2] into clean ones, frame by frame.</summary>
internal sealed class StreamingSpectrum : IEnhancer
{
    private readonly InferenceSession _session;
    private readonly DenoiserGraph _graph;
    private readonly Stft _stft;

    /// <summary>Opens the file.</summary>
    public StreamingSpectrum(DenoiserCard card, string modelsRoot)
    {
        _graph = card.Graphs[0];
        _session = OnnxSession.Open(_graph.Model.PathIn(modelsRoot));
        _stft = new Stft(new StftOptions { FrameSamples = card.FrameSamples, HopSamples = card.HopSamples, Window = card.Window });
    }

    /// <inheritdoc/>
    public float[] Enhance(ReadOnlyMemory<float> noisy)
    {
        using var graph = new RecurrentGraph(_session, _graph, 1, _stft.Bins, 1, 2);
        float[] clean = new float[noisy.Length];
        for (int frame = 0; frame < _stft.FramesOf(noisy.Length); frame++)
        {
            _stft.Analyse(noisy.Span, frame, graph.Input);
            graph.Step();
            _stft.Add(graph.Output, frame, clean);
        }

        _stft.Normalise(clean);
        return clean;
    }

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();
}
