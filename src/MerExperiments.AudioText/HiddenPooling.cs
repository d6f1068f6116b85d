namespace MerExperiments.AudioText;

/// <summary>How the hidden states of one utterance become one vector: the AudioText feature. The answer that is learned beside it is never pooled.</summary>
public enum HiddenPooling
{
    /// <summary>The state of the last token of the prompt, which has seen everything before it.</summary>
    LastToken,

    /// <summary>The mean over all tokens: audio, transcript and prompt.</summary>
    Mean,

    /// <summary>A learned weighting: softmax over tokens of each state's product with a learned query.</summary>
    Attention,
}
