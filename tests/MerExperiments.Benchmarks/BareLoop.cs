using MerExperiments.Encoders;
using MerExperiments.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace MerExperiments.Benchmarks;

/// <summary>A graph run over batches that were padded and bound before the clock starts: what no program around ONNX Runtime can beat on one thread.</summary>
/// <remarks>Timed are the runs and one copy of each row's output; neither preparing, padding and masking nor pooling.</remarks>
internal sealed class BareLoop : IDisposable
{
    private readonly InferenceSession _session;
    private readonly string[] _inputs;
    private readonly string[] _output;
    private readonly List<(OrtValue[] Values, int Rows)> _batches = [];
    private readonly RunOptions _options = new();

    private BareLoop(string path, string[] inputs, string output) => (_session, _inputs, _output) = (OnnxSession.Open(path), inputs, [output]);

    /// <summary>Rows of different lengths, in the session's own batches.</summary>
    public static BareLoop Of<T>(string path, EncoderGraph graph, IReadOnlyList<T[]> rows, int minimum, int batchValues)
        where T : unmanaged
    {
        string[] inputs = [.. new[] { graph.Input, graph.Lengths, graph.Mask, graph.TokenTypes }.OfType<string>()];
        var loop = new BareLoop(path, inputs, graph.Output!);
        foreach ((int padded, int[] members) in LengthBuckets.Batches([.. rows.Select(row => row.Length)], minimum, batchValues))
        {
            long[] mask = [.. members.SelectMany(row => Enumerable.Range(0, padded).Select(i => i < rows[row].Length ? 1L : 0))];
            var values = new List<OrtValue> { OnnxSession.Tensor<T>(Block(members, rows, padded), members.Length, padded) };
            if (graph.Lengths is not null)
            {
                values.Add(OnnxSession.Tensor<long>(members.Select(row => (long)rows[row].Length).ToArray(), members.Length));
            }

            if (graph.Mask is not null)
            {
                values.Add(OnnxSession.Tensor<long>(mask, members.Length, padded));
            }

            if (graph.TokenTypes is not null)
            {
                values.Add(OnnxSession.Tensor<long>(new long[mask.Length], members.Length, padded));
            }

            loop._batches.Add(([.. values], members.Length));
        }

        return loop;
    }

    /// <summary>Items of one shape, in batches of so many.</summary>
    public static BareLoop Of<T>(string path, EncoderGraph graph, IReadOnlyList<T[]> items, long[] shape, int batch)
        where T : unmanaged
    {
        var loop = new BareLoop(path, [graph.Input], graph.Output!);
        foreach (T[][] some in items.Chunk(batch))
        {
            loop._batches.Add(([OnnxSession.Tensor<T>(some.SelectMany(item => item).ToArray(), [some.Length, .. shape])], some.Length));
        }

        return loop;
    }

    /// <summary>Each row's output, in the batches' order.</summary>
    public float[][] Run()
    {
        var rows = new List<float[]>();
        foreach ((OrtValue[] values, int count) in _batches)
        {
            using IDisposableReadOnlyCollection<OrtValue> results = _session.Run(_options, _inputs, values, _output);
            ReadOnlySpan<float> output = results[0].GetTensorDataAsSpan<float>();
            for (int row = 0; row < count; row++)
            {
                rows.Add(output.Slice(row * (output.Length / count), output.Length / count).ToArray());
            }
        }

        return [.. rows];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _session.Dispose();
        _options.Dispose();
        _batches.ForEach(batch => Array.ForEach(batch.Values, value => value.Dispose()));
    }

    private static T[] Block<T>(int[] members, IReadOnlyList<T[]> rows, int padded)
    {
        var block = new T[members.Length * padded];
        foreach ((int at, int row) in members.Index())
        {
            rows[row].CopyTo(block, at * padded);
        }

        return block;
    }
}
