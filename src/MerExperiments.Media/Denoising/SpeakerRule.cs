namespace MerExperiments.Media.Denoising;

/// <summary>Which of a separator's outputs is taken for the speaker. Of equal ones, the first.</summary>
public enum SpeakerRule
{
    /// <summary>The one of the greatest RMS. Says nothing where the export scales each output to the input's level, as ClearVoice does.</summary>
    Loudest,

    /// <summary>The one of the greatest absolute correlation with the input; for sources that do not correlate, the one louder in the mixture.</summary>
    MostLikeInput,

    /// <summary>The one of the greatest share of speech, as a function given at opening says.</summary>
    MostSpeech,
}
