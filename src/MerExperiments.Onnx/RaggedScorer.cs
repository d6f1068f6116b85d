using System.Numerics;
using Microsoft.ML.OnnxRuntime;

namespace MerExperiments.Onnx;

/// <summary>Runs a model over rows of different lengths, in batches of like length padded with zeros, on the caller's thread.</summary>
/// <remarks>Thread-safe. A row's result has the same bytes in whatever batch it is computed: its padded length follows from its own length, and
/// a row that would be alone is computed beside a copy of itself, because runtimes compute single rows by other routines.</remarks>
internal sealed class RaggedScorer : IDisposable
{
    /// <summary>About how many values, padding included, one batch holds: half a megabyte of floats stays in a processor's cache, and larger batches were no faster.</summary>
    private const int BatchValues = 131_072;

    private readonly InferenceSession _session;
    private readonly RaggedScorerOptions _options;

    /// <summary>Opens a model file.</summary>
    public RaggedScorer(string path, RaggedScorerOptions options)
    {
        _session = OnnxSession.Open(path);
        _options = options;
    }

    /// <summary>Scores all rows.</summary>
    /// <typeparam name="T">float or long.</typeparam>
    /// <returns>Each row's output.</returns>
    public float[][] Score<T>(IReadOnlyList<ReadOnlyMemory<T>> rows)
        where T : unmanaged, INumber<T>
    {
        float[][] results = new float[rows.Count][];
        int[] lengths = [.. rows.Select(row => row.Length)];
        foreach ((int padded, int[] members) in LengthBuckets.Batches(lengths, _options.MinimumLength, BatchValues))
        {
            float[] values = Run(rows, members.Length > 1 ? members : [members[0], members[0]], padded, out int dimension);
            for (int i = 0; i < members.Length; i++)
            {
                results[members[i]] = values[(i * dimension)..((i + 1) * dimension)];
            }
        }

        return results;
    }

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();

    private float[] Run<T>(IReadOnlyList<ReadOnlyMemory<T>> rows, int[] members, int padded, out int dimension)
        where T : unmanaged, INumber<T>
    {
        var block = new T[members.Length * padded];
        for (int i = 0; i < members.Length; i++)
        {
            rows[members[i]].Span.CopyTo(block.AsSpan(i * padded));
        }

        var inputs = new List<(string, OrtValue)> { (_options.Input, OnnxSession.Tensor<T>(block, members.Length, padded)) };
        if (_options.Lengths is { } lengths)
        {
            inputs.Add((lengths, OnnxSession.Tensor<long>(members.Select(row => (long)rows[row].Length).ToArray(), members.Length)));
        }

        if (_options.Mask is { } mask)
        {
            inputs.Add((mask, OnnxSession.Tensor<long>(MaskOf(rows, members, padded), members.Length, padded)));
        }

        (float[] values, long[] shape) = OnnxSession.Run(_session, inputs, _options.Output);
        dimension = shape is [_, var d] ? (int)d : throw new InvalidOperationException(
            $"the output \"{_options.Output}\" has the shape [{string.Join(", ", shape)}]; it must be [batch, dimension]");
        return values;
    }

    private static long[] MaskOf<T>(IReadOnlyList<ReadOnlyMemory<T>> rows, int[] members, int padded)
        where T : unmanaged
    {
        long[] mask = new long[members.Length * padded];
        for (int i = 0; i < members.Length; i++)
        {
            mask.AsSpan(i * padded, rows[members[i]].Length).Fill(1);
        }

        return mask;
    }
}
