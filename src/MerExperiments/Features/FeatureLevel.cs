namespace MerExperiments.Features;

/// <summary>What a row of values in a stored table describes.</summary>
public enum FeatureLevel
{
    /// <summary>One vector per utterance: frames have been pooled.</summary>
    Utterance,

    /// <summary>One vector per frame or token, any number of them per utterance.</summary>
    Frame,
}
