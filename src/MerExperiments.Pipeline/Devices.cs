using MerExperiments.AudioText;
using MerExperiments.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace MerExperiments.Pipeline;

/// <summary>Decides what runs the encoders, and what the joint model.</summary>
internal static class Devices
{
    private const string Provider = "CUDAExecutionProvider";

    private static bool HasCuda => OrtEnv.Instance().GetAvailableProviders().Contains(Provider) && Starts();

    /// <summary>The device that a setting means for ONNX Runtime here.</summary>
    public static ExecutionDevice Of(DeviceChoice choice) => choice switch
    {
        DeviceChoice.Cpu => ExecutionDevice.Cpu,
        DeviceChoice.Cuda => ExecutionDevice.Cuda,
        _ => HasCuda ? ExecutionDevice.Cuda : ExecutionDevice.Cpu,
    };

    /// <summary>The fault of a setting that asks for a device ONNX Runtime does not have here.</summary>
    public static IEnumerable<Fault> Faults(DeviceChoice choice) =>
        choice == DeviceChoice.Cuda && !HasCuda
            ? [new Fault("device", "is cuda, but ONNX Runtime finds no CUDA device here; build with -p:OnnxRuntime=cuda on a machine that has one, or set it to auto or cpu")]
            : [];

    /// <summary>The device that a setting means for the joint model here, and why. ONNX Runtime and libtorch each have their own CUDA build.</summary>
    /// <exception cref="InvalidInputException">The setting is cuda, and libtorch has none here.</exception>
    public static TorchDevice TorchOf(DeviceChoice choice) => TorchDevice.Choose(choice switch
    {
        DeviceChoice.Cpu => ExecutionDevice.Cpu,
        DeviceChoice.Cuda => ExecutionDevice.Cuda,
        _ => null,
    });

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
