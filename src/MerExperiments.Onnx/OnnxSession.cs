using System.Runtime.InteropServices;
using MerExperiments.Storage;
using Microsoft.ML.OnnxRuntime;

namespace MerExperiments.Onnx;

/// <summary>Opens models the way this toolkit runs them: on one thread, so that work is shared out by batches and sums keep their order.</summary>
public static class OnnxSession
{
    /// <summary>From so many bytes of side files on, weights stay mapped from the disk rather than being copied into the order that products like best.</summary>
    private const long MappedBytes = 2L << 30;

    /// <summary>Opens a file; large models stay outside managed memory.</summary>
    /// <param name="path">The file.</param>
    /// <param name="device">What it runs on.</param>
    /// <exception cref="InvalidInputException">What lies there is a named pipe, a socket or a device, or the device to run on is <see cref="ExecutionDevice.Cuda"/> and this build or machine lacks it.</exception>
    public static InferenceSession Open(string path, ExecutionDevice device = ExecutionDevice.Cpu) => Open(path, device, isMapped: false);

    /// <summary>Opens a file whose tensors were checked before.</summary>
    /// <remarks>Weights in side files over 2 GB are mapped, and the system pages them in: such a model opens at once and takes no memory of its own,
    /// and its products over few rows are slower.</remarks>
    /// <exception cref="InvalidInputException">ONNX Runtime refuses the file, or the device cannot be used.</exception>
    public static InferenceSession OpenChecked(string path, ExecutionDevice device)
    {
        try
        {
            return Open(path, device, SideFiles.BytesOf(path, OnnxSignature.Read(path)) > MappedBytes);
        }
        catch (OnnxRuntimeException e)
        {
            throw new InvalidInputException(path, $"is not a model ONNX Runtime can open: {e.Message}");
        }
    }

    /// <summary>Opens a model held in memory, on the processor.</summary>
    public static InferenceSession Open(OnnxModel model)
    {
        using SessionOptions options = OneThread();
        return new InferenceSession(model.ToBytes(), options);
    }

    private static InferenceSession Open(string path, ExecutionDevice device, bool isMapped)
    {
        if (RegularFile.WhyNot(path) is { } reason)
        {
            throw new InvalidInputException(path, reason);
        }

        using SessionOptions options = OneThread();
        Append(options, device);
        if (isMapped && device == ExecutionDevice.Cpu)
        {
            options.AddSessionConfigEntry("session.disable_prepacking", "1");
        }

        return new InferenceSession(path, options);
    }

    private static SessionOptions OneThread() =>
        new() { IntraOpNumThreads = 1, InterOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };

    private static void Append(SessionOptions options, ExecutionDevice device)
    {
        try
        {
            if (device == ExecutionDevice.Cuda)
            {
                options.AppendExecutionProvider_CUDA();
            }
        }
        catch (Exception e) when (e is OnnxRuntimeException or EntryPointNotFoundException or DllNotFoundException)
        {
            throw new InvalidInputException(
                "device",
                $"is cuda, which ONNX Runtime cannot use here ({e.Message.ReplaceLineEndings(" ")}); build with -p:OnnxRuntime=cuda, which swaps the package "
                + "Microsoft.ML.OnnxRuntime for Microsoft.ML.OnnxRuntime.Gpu, on a machine with CUDA and cuDNN, or set the device to cpu");
        }
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

/// <summary>What a model runs on.</summary>
public enum ExecutionDevice
{
    /// <summary>The processor: the same bytes on every run.</summary>
    Cpu,

    /// <summary>An NVIDIA graphics card through ONNX Runtime's CUDA provider; it needs the build property <c>-p:OnnxRuntime=cuda</c>.</summary>
    Cuda,
}
