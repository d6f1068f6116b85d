namespace MerExperiments.AudioText.LanguageModels;

/// <summary>How a language model knows the order of its tokens.</summary>
public enum PositionKind
{
    /// <summary>Rotary position embedding (arXiv 2104.09864): queries and keys are turned by an angle that grows with the position.</summary>
    Rotary,

    /// <summary>Linear biases (ALiBi, arXiv 2108.12409): attention falls with the distance, by a slope of its own for each head.</summary>
    LinearBias,
}
