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
        _ => OrtEnv.Instance().GetAvailableProviders().Contains(Provider) ? ExecutionDevice.Cuda : ExecutionDevice.Cpu,
    };
}
