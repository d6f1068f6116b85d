namespace MerExperiments;

/// <summary>What an utterance may be used for in a run.</summary>
public enum UtterancePart
{
    /// <summary>Human label known; it is split into folds, trains and validates.</summary>
    Labelled,

    /// <summary>No label known; it may be given a pseudo-label and then enters training parts only.</summary>
    Pool,

    /// <summary>Human label known, and held back: it is scored once and chooses nothing.</summary>
    Test,
}
