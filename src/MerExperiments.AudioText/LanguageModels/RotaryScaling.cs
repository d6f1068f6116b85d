namespace MerExperiments.AudioText.LanguageModels;

/// <summary>How rotary positions are stretched beyond the length a model was first trained on.</summary>
/// <param name="Kind">The rule.</param>
/// <param name="Factor">How many times longer the context became, 1 or more.</param>
/// <param name="LowFrequencyFactor">Llama 3: wavelengths above the first length divided by this are stretched in full.</param>
/// <param name="HighFrequencyFactor">Llama 3: wavelengths below the first length divided by this are not stretched.</param>
/// <param name="FirstContextLength">Llama 3: the length the model was first trained on, in tokens.</param>
public sealed record RotaryScaling(
    RotaryScalingKind Kind, double Factor, double LowFrequencyFactor = 1, double HighFrequencyFactor = 4, int FirstContextLength = 8192);
