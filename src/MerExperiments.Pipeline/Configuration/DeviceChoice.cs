namespace MerExperiments.Pipeline.Configuration;

/// <summary>What computes.</summary>
public enum DeviceChoice
{
    /// <summary>A CUDA device where ONNX Runtime (encoders) or libtorch (joint model) has one, else the processor.</summary>
    Auto,

    /// <summary>The processor.</summary>
    Cpu,

    /// <summary>A CUDA device; refused where there is none.</summary>
    Cuda,
}
