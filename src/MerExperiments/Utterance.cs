namespace MerExperiments;

/// <summary>One clip: its name, where its media lie, its transcript, who speaks and, where a human said so, its emotion.</summary>
/// <remarks>A null member means "this utterance has none"; that is a known state, never a fault by itself.</remarks>
public sealed record Utterance
{
    /// <summary>The name that identifies the utterance in its corpus; unique, never empty, without path separators.</summary>
    public required string Name { get; init; }

    /// <summary>What the utterance may be used for.</summary>
    public required UtterancePart Part { get; init; }

    /// <summary>Absolute path of the sound file, or null where the clip has none.</summary>
    public string? AudioPath { get; init; }

    /// <summary>Absolute path of the face frames (a folder of pictures, or an .npy of uint8 [frames, height, width, 3], BGR), or null.</summary>
    public string? VideoPath { get; init; }

    /// <summary>Why the sound cannot be used, found while it was prepared; null where it can. An encoder quarantines the utterance with it.</summary>
    public string? AudioRefusal { get; init; }

    /// <summary>Why the picture cannot be used, found while it was prepared; null where it can.</summary>
    public string? VideoRefusal { get; init; }

    /// <summary>The transcript, or null where there is none. The empty string is a transcript in which nothing was said.</summary>
    public string? Text { get; init; }

    /// <summary>Whether a person checked the transcript; false for one that a recogniser made. Default true.</summary>
    public bool IsTextChecked { get; init; } = true;

    /// <summary>Who speaks, or null where that is unknown; in a corpus whose reader says so, another group that folds must not divide (a dialogue).</summary>
    public string? Speaker { get; init; }

    /// <summary>The human label, a member of the corpus's label set; null in the pool.</summary>
    public string? Label { get; init; }
}

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
