using MerExperiments.Onnx;
using MerExperiments.Torch;
using static TorchSharp.torch;

namespace MerExperiments.AudioText;

/// <summary>What the joint model runs on, and why.</summary>
/// <param name="Kind">The device.</param>
/// <param name="Reason">Why it is this one, in words for a log.</param>
public sealed record TorchDevice(ExecutionDevice Kind, string Reason)
{
    private const string Build = "build with -p:Torch=cuda, which swaps the libtorch-cpu packages for libtorch-cuda-12.8, on a machine with an NVIDIA driver";

    /// <summary>The processor: the same bytes on every run.</summary>
    public static TorchDevice Processor { get; } = new(ExecutionDevice.Cpu, "cpu was asked for");

    /// <summary>Decides what runs the model.</summary>
    /// <param name="asked">The device that was asked for; null takes CUDA where libtorch finds it, else the processor.</param>
    /// <exception cref="InvalidInputException">CUDA was asked for, and this build or machine has none; or libtorch is missing or does not load.</exception>
    public static TorchDevice Choose(ExecutionDevice? asked)
    {
        TorchLibrary.Load();
        return Choose(asked, cuda.is_available);
    }

    /// <summary>The device as torch has it.</summary>
    /// <exception cref="InvalidInputException">libtorch is missing or does not load.</exception>
    public Device ToTorch()
    {
        TorchLibrary.Load();
        return Kind == ExecutionDevice.Cuda ? CUDA : CPU;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{NameOf(Kind)} ({Reason})";

    internal static TorchDevice Choose(ExecutionDevice? asked, Func<bool> hasCuda) => asked switch
    {
        ExecutionDevice.Cpu => Processor,
        ExecutionDevice.Cuda when !hasCuda() =>
            throw new InvalidInputException("device", $"is cuda, which libtorch cannot use here; {Build}, or set the device to cpu"),
        ExecutionDevice.Cuda => new TorchDevice(ExecutionDevice.Cuda, "cuda was asked for"),
        _ => hasCuda()
            ? new TorchDevice(ExecutionDevice.Cuda, "auto, and libtorch finds a CUDA device")
            : new TorchDevice(ExecutionDevice.Cpu, $"auto, and libtorch finds no CUDA device; to use one, {Build}"),
    };

    private static string NameOf(ExecutionDevice kind) => kind == ExecutionDevice.Cuda ? "cuda" : "cpu";
}
