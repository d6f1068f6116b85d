namespace MerExperiments.Pipeline.Configuration;

/// <summary>What takes noise out of the sound.</summary>
public enum DenoiserChoice
{
    /// <summary>Nothing.</summary>
    None,
}
