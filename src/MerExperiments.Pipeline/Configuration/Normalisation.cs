namespace MerExperiments.Pipeline.Configuration;

/// <summary>How features are normalised before the heads see them.</summary>
public enum Normalisation
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>To mean 0 and deviation 1 over each speaker's utterances, without any label.</summary>
    Speaker,
}
