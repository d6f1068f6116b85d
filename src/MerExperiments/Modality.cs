namespace MerExperiments;

/// <summary>The channel of an utterance that a feature was computed from.</summary>
public enum Modality
{
    /// <summary>The sound of the clip.</summary>
    Audio,

    /// <summary>The transcript.</summary>
    Text,

    /// <summary>The picture: face crops of the clip.</summary>
    Video,

    /// <summary>Sound and transcript, learned jointly.</summary>
    AudioText,
}
