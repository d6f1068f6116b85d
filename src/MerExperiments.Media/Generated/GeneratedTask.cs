namespace MerExperiments.Media.Generated;

/// <summary>What decides the label of a generated utterance.</summary>
public enum GeneratedTask
{
    /// <summary>Voice, words and face each express the emotion by themselves, one more clearly than another.</summary>
    Emotion,

    /// <summary>The words mean what they say, or another emotion where they are said ironically: neither sound nor words tell the label alone.</summary>
    Sarcasm,

    /// <summary>The twin of <see cref="Sarcasm"/> without the interaction: as many clauses, spoken in the same way, in which voice and words each
    /// express the emotion by themselves.</summary>
    SarcasmControl,
}
