using Microsoft.ML.OnnxRuntime;

namespace MerExperiments.Onnx;

/// <summary>Runs a model whose inputs are float matrices [batch, d] over many rows, in batches, on one thread.</summary>
/// <remarks>Thread-safe. A batch of 256 rows keeps the matrix products busy and the memory small; see FACTS on one-row runs.</remarks>
public sealed class MatrixScorer : IDisposable
{
    private const int BatchRows = 256;
    private readonly InferenceSession _session;

    /// <summary>Opens a model held in memory.</summary>
    public MatrixScorer(OnnxModel model)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1 };
        _session = new InferenceSession(model.ToBytes(), options);
    }

    /// <summary>Scores all rows.</summary>
    /// <param name="rows">The number of rows.</param>
    /// <param name="inputs">One row-major [rows, d] block per model input, by the input's name.</param>
    /// <param name="output">The output to return.</param>
    /// <returns>The row-major [rows, k] output.</returns>
    public float[] Score(int rows, IReadOnlyDictionary<string, ReadOnlyMemory<float>> inputs, string output)
    {
        string[] names = [.. _session.InputMetadata.Keys];
        float[]? scores = null;
        using var options = new RunOptions();
        for (int start = 0; start < rows; start += BatchRows)
        {
            int count = Math.Min(BatchRows, rows - start);
            OrtValue[] values = [.. names.Select(name => Batch(inputs[name], rows, start, count))];
            try
            {
                using IDisposableReadOnlyCollection<OrtValue> results = _session.Run(options, names, values, [output]);
                ReadOnlySpan<float> batch = results[0].GetTensorDataAsSpan<float>();
                scores ??= new float[batch.Length / count * rows];
                batch.CopyTo(scores.AsSpan(batch.Length / count * start));
            }
            finally
            {
                Array.ForEach(values, value => value.Dispose());
            }
        }

        return scores ?? [];
    }

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();

    private static OrtValue Batch(ReadOnlyMemory<float> block, int rows, int start, int count)
    {
        int dimension = block.Length / rows;
        return OrtValue.CreateTensorValueFromMemory(
            OrtMemoryInfo.DefaultInstance,
            System.Runtime.InteropServices.MemoryMarshal.AsMemory(block.Slice(start * dimension, count * dimension)),
            [count, dimension]);
    }
}
