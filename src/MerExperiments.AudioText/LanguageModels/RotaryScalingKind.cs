namespace MerExperiments.AudioText.LanguageModels;

/// <summary>The rules by which rotary positions are stretched.</summary>
public enum RotaryScalingKind
{
    /// <summary>All positions are divided by the factor.</summary>
    Linear,

    /// <summary>Llama 3.1's: long wavelengths are divided by the factor, short ones stay, those between are blended.</summary>
    Llama3,
}
