using System.Numerics.Tensors;
using MerExperiments.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace MerExperiments.Media.Denoising;

/// <summary>Runs a waveform graph on one chunk: samples of full scale 1 in, the sources of full scale 1 out. Thread-safe.</summary>
internal sealed class WaveformGraph : IDisposable
{
    private readonly InferenceSession _session;
    private readonly DenoiserGraph _graph;
    private readonly WaveformLayout _layout;
    private readonly string _place;

    /// <summary>Opens the file.</summary>
    public WaveformGraph(DenoiserCard card, string modelsRoot)
    {
        (_graph, _layout) = (card.Graphs[0], card.Layout!);
        _place = _graph.Model.PathIn(modelsRoot);
        _session = OnnxSession.Open(_place);
    }

    /// <summary>True where the graph takes chunks of one length only.</summary>
    public bool HasFixedLength => _session.InputMetadata[_graph.Input].Dimensions[^1] > 0;

    /// <summary>The sources of a chunk, each as long as it.</summary>
    /// <exception cref="InvalidInputException">The graph gives another number of samples.</exception>
    public float[][] Run(float[] chunk)
    {
        using var options = new RunOptions();
        using OrtValue input = Input(chunk);
        using IDisposableReadOnlyCollection<OrtValue> results = _session.Run(options, [_graph.Input], [input], [.. _graph.Outputs]);
        return [.. results.SelectMany(value => Sources(value, chunk.Length))];
    }

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();

    private OrtValue Input(float[] chunk)
    {
        long[] shape = _layout.InputRank == 2 ? [1, chunk.Length] : [1, 1, chunk.Length];
        float[] scaled = new float[chunk.Length];
        TensorPrimitives.Multiply(chunk, _layout.FullScale, scaled);
        return _layout.Element == OnnxElement.Single
            ? OnnxSession.Tensor<float>(scaled, shape)
            : OnnxSession.Tensor<short>(Array.ConvertAll(scaled, value => (short)Math.Clamp(MathF.Round(value), short.MinValue, short.MaxValue)), shape);
    }

    private IEnumerable<float[]> Sources(OrtValue value, int samples)
    {
        float[] values = _layout.Element == OnnxElement.Single
            ? value.GetTensorDataAsSpan<float>().ToArray()
            : Array.ConvertAll(value.GetTensorDataAsSpan<short>().ToArray(), sample => (float)sample);
        int sources = _layout.Sources / _graph.Outputs.Count;
        if (values.Length != sources * samples)
        {
            throw new InvalidInputException(
                _place, $"gave {values.Length} samples in {sources} source(s) for {samples}; it must give each source as many samples as it takes");
        }

        TensorPrimitives.Divide(values, _layout.FullScale, values);
        return values.Chunk(samples);
    }
}
