namespace MerExperiments.Pipeline.Configuration;

/// <summary>What matrix products are computed in while a joint model is trained.</summary>
public enum TrainingPrecision
{
    /// <summary>float32.</summary>
    Single,

    /// <summary>bfloat16: pays on a GPU, and on processors with AVX512-BF16.</summary>
    Bfloat16,
}
