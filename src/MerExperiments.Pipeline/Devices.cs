using MerExperiments.Onnx;
using MerExperiments.Pipeline.Configuration;
using Microsoft.ML.OnnxRuntime;

namespace MerExperiments.Pipeline;

/// <summary>Decides what runs the encoders.</summary>
internal static class Devices
{
    private const string Provider = "CUDAExecutionProvider";

    /// <summary>The device that a setting means here.</summary>
    public static ExecutionDevice Of(DeviceChoice choice) => choice switch
    {
        DeviceChoice.Cpu => ExecutionDevice.Cpu,
        DeviceChoice.Cuda => ExecutionDevice.Cuda,
        _ => OrtEnv.Instance().GetAvailableProviders().Contains(Provider) && Starts() ? ExecutionDevice.Cuda : ExecutionDevice.Cpu,
    };

    /// <summary>Whether the provider, once compiled in, finds a device and its libraries.</summary>
    private static bool Starts()
    {
        try
        {
            using var options = new SessionOptions();
            options.AppendExecutionProvider_CUDA();
            return true;
        }
        catch (OnnxRuntimeException)
        {
            return false;
        }
    }
}
