namespace MerExperiments.Encoders;

/// <summary>What becomes of the patches where a model gives a vector for each patch of a picture.</summary>
public enum PatchPooling
{
    /// <summary>The model gives one vector per picture.</summary>
    None,

    /// <summary>The first position, which is the class token of ViT.</summary>
    First,

    /// <summary>The mean over all positions.</summary>
    Mean,
}
