namespace MerExperiments.Pipeline.Configuration;

/// <summary>Which noise is mixed in.</summary>
public enum NoiseKind
{
    /// <summary>None.</summary>
    None,

    /// <summary>The voices of the corpus's other speakers, talking at once.</summary>
    Babble,
}
