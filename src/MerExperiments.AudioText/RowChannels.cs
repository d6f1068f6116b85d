namespace MerExperiments.AudioText;

/// <summary>What of a row the model is given in one training step (modality dropout).</summary>
internal enum RowChannels
{
    /// <summary>Sound and words.</summary>
    Both,

    /// <summary>The sound without the words.</summary>
    AudioAlone,

    /// <summary>The words without the sound.</summary>
    TextAlone,
}
