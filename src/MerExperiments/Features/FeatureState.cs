namespace MerExperiments.Features;

/// <summary>Whether an utterance has a feature and, where it has none, why.</summary>
/// <remarks>A row in any state but <see cref="Present"/> holds NaN in every value: ML.NET's own sign for "missing". Heads turn it into the
/// training part's mean and a mask; nothing reads it as zeros.</remarks>
public enum FeatureState
{
    /// <summary>The feature was computed.</summary>
    Present,

    /// <summary>The utterance has no such modality.</summary>
    Missing,

    /// <summary>The sound holds nothing but silence.</summary>
    Silent,

    /// <summary>No face was found in the picture.</summary>
    NoFace,

    /// <summary>The transcript is empty.</summary>
    EmptyText,

    /// <summary>The media could not be read; the run lists the file and the reason.</summary>
    Quarantined,
}
