using Microsoft.ML.OnnxRuntime;

namespace MerExperiments.Onnx;

/// <summary>Runs a model whose inputs are float matrices [batch, d] over many rows, in batches, on one thread.</summary>
/// <remarks>Thread-safe. A batch of 256 rows keeps the matrix products busy and the memory small.</remarks>
public sealed class MatrixScorer : IDisposable
{
    /// <summary>Rows per batch unless asked otherwise.</summary>
    public const int DefaultBatchRows = 256;

    private readonly InferenceSession _session;
    private readonly int _batchRows;

    /// <summary>Opens a model held in memory.</summary>
    /// <param name="model">The model.</param>
    /// <param name="batchRows">Rows per batch: fewer for a model that makes wide matrices inside, 1 or more.</param>
    public MatrixScorer(OnnxModel model, int batchRows = DefaultBatchRows)
    {
        _batchRows = batchRows;
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
        for (int start = 0; start < rows; start += _batchRows)
        {
            int count = Math.Min(_batchRows, rows - start);
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
