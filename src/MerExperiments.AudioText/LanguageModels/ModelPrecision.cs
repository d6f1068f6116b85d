namespace MerExperiments.AudioText.LanguageModels;

/// <summary>How a language model's weights are kept and its matrix products computed. Norms, losses and adapters are float32 always.</summary>
public enum ModelPrecision
{
    /// <summary>Float32 throughout.</summary>
    Single,

    /// <summary>Weights in float32, products in bfloat16: for weights that are trained.</summary>
    Mixed,

    /// <summary>Weights and products in bfloat16: for frozen weights, half the memory.</summary>
    BFloat16,
}
