namespace MerExperiments.AudioText.LanguageModels;

/// <summary>The families of published decoder-only language models that can be read; they differ in where biases stand and how weights are named.</summary>
public enum LanguageModelFamily
{
    /// <summary>Qwen2 and Qwen2.5: biases on queries, keys and values.</summary>
    Qwen2,

    /// <summary>Llama 2, 3, 3.1, 3.2: no biases.</summary>
    Llama,

    /// <summary>Baichuan and Baichuan 2: queries, keys and values in one matrix W_pack; the 13B models use linear biases; Baichuan 2 normalises its head's rows.</summary>
    Baichuan,
}
