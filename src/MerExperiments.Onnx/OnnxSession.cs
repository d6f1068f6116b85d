using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace MerExperiments.Onnx;

/// <summary>Opens models the way this toolkit runs them: on one thread, so that work is shared out by batches and sums keep their order.</summary>
public static class OnnxSession
{
    /// <summary>Opens a file; large models stay outside managed memory.</summary>
    public static InferenceSession Open(string path)
    {
        using var options = new SessionOptions
        {
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        return new InferenceSession(path, options);
    }

    /// <summary>A tensor over the caller's memory; nothing is copied.</summary>
    public static OrtValue Tensor<T>(ReadOnlyMemory<T> values, params ReadOnlySpan<long> shape)
        where T : unmanaged =>
        OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, MemoryMarshal.AsMemory(values), shape.ToArray());

    /// <summary>Runs a model and copies one float output.</summary>
    /// <param name="session">The model.</param>
    /// <param name="inputs">Its inputs by name; they are disposed here.</param>
    /// <param name="output">The output's name.</param>
    /// <returns>The values, row-major, and their shape.</returns>
    public static (float[] Values, long[] Shape) Run(InferenceSession session, IReadOnlyList<(string Name, OrtValue Value)> inputs, string output)
    {
        try
        {
            using var options = new RunOptions();
            using IDisposableReadOnlyCollection<OrtValue> results = session.Run(
                options, [.. inputs.Select(input => input.Name)], [.. inputs.Select(input => input.Value)], [output]);
            return (results[0].GetTensorDataAsSpan<float>().ToArray(), results[0].GetTensorTypeAndShape().Shape);
        }
        finally
        {
            foreach ((_, OrtValue value) in inputs)
            {
                value.Dispose();
            }
        }
    }
}
