using MerExperiments.Encoders;
using MerExperiments.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace MerExperiments.Benchmarks;

/// <summary>A hand-written loop around ONNX Runtime over the session's own batches: rows copied into a padded block, one run, each row's output copied.</summary>
/// <remarks>Which rows go together is settled before the clock starts; lengths, masks and types are made then too. Nothing is checked or pooled.</remarks>
internal sealed class BareLoop : IDisposable
{
    private readonly InferenceSession _session;
    private readonly string[] _inputs;
    private readonly string[] _output;
    private readonly List<(Func<OrtValue> Block, OrtValue[] Others, int Rows)> _batches = [];
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
            long[] lengths = [.. members.Select(row => (long)rows[row].Length)];
            long[] mask = [.. lengths.SelectMany(length => Enumerable.Range(0, padded).Select(i => i < length ? 1L : 0))];
            List<OrtValue> others =
            [
                .. graph.Lengths is null ? [] : new[] { OnnxSession.Tensor<long>(lengths, members.Length) },
                .. graph.Mask is null ? [] : new[] { OnnxSession.Tensor<long>(mask, members.Length, padded) },
                .. graph.TokenTypes is null ? [] : new[] { OnnxSession.Tensor<long>(new long[mask.Length], members.Length, padded) },
            ];
            loop._batches.Add((() => OnnxSession.Tensor<T>(Block(members, rows, padded), members.Length, padded), [.. others], members.Length));
        }

        return loop;
    }

    /// <summary>Items of one shape, in batches of so many.</summary>
    public static BareLoop Of<T>(string path, EncoderGraph graph, IReadOnlyList<T[]> items, long[] shape, int batch)
        where T : unmanaged
    {
        var loop = new BareLoop(path, [graph.Input], graph.Output!);
        foreach (int[] some in Enumerable.Range(0, items.Count).Chunk(batch))
        {
            loop._batches.Add((() => OnnxSession.Tensor<T>(Block(some, items, items[0].Length), [some.Length, .. shape]), [], some.Length));
        }

        return loop;
    }

    /// <summary>Each row's output, in the batches' order.</summary>
    public float[][] Run()
    {
        var rows = new List<float[]>();
        foreach ((Func<OrtValue> block, OrtValue[] others, int count) in _batches)
        {
            using OrtValue values = block();
            using IDisposableReadOnlyCollection<OrtValue> results = _session.Run(_options, _inputs, [values, .. others], _output);
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
        _batches.ForEach(batch => Array.ForEach(batch.Others, value => value.Dispose()));
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
