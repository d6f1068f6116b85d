namespace MerExperiments.AudioText.Training;

/// <summary>What of a training row the model is given in one epoch.</summary>
internal enum ModalityChoice
{
    /// <summary>Sound and words, as far as the row has them.</summary>
    Both,

    /// <summary>The sound without the words.</summary>
    AudioAlone,

    /// <summary>The words without the sound.</summary>
    TextAlone,
}
