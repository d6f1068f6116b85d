namespace MerExperiments.AudioText;

/// <summary>In which order the language model reads sound and words of an utterance; the prompt comes after both.</summary>
public enum JointArrangement
{
    /// <summary>All sound, then the transcript unbroken, as a published language model expects it.</summary>
    SoundFirst,

    /// <summary>Each token of the transcript among the sound of its time, as speech and text are interleaved in arXiv 2402.05755. No timestamps are needed: both are
    /// taken to run evenly from the utterance's start to its end. A model from scratch then finds a word's own sound beside it.</summary>
    Interleaved,
}
