namespace MerExperiments.Media.Denoising;

/// <summary>What a clip is scaled to before the model; the scale is taken back after it.</summary>
public enum LevelNormalisation
{
    /// <summary>Nothing: the level stays.</summary>
    None,

    /// <summary>The greatest absolute sample.</summary>
    Peak,

    /// <summary>The root of the mean square.</summary>
    Rms,
}
