namespace MerExperiments.Onnx;

/// <summary>What a model runs on.</summary>
public enum ExecutionDevice
{
    /// <summary>The processor: the same bytes on every run.</summary>
    Cpu,

    /// <summary>An NVIDIA graphics card through ONNX Runtime's CUDA provider; it needs the build property <c>-p:OnnxRuntime=cuda</c>.</summary>
    Cuda,
}
