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

/// <summary>What of the joint model becomes the AudioText feature that late fusion reads.</summary>
public enum JointFeature
{
    /// <summary>The pooled hidden state, H values, turned into the coordinates of the first fold's model (<see cref="CrossFitting.FoldAlignment"/>).</summary>
    HiddenState,

    /// <summary>The logarithms of the class head's posteriors, a value for each class, at least -14: they mean the same in every fold's model, and are few. For
    /// corpora of some hundred rows.</summary>
    LogPosteriors,
}

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

/// <summary>What is done about classes of different size.</summary>
public enum ClassBalance
{
    /// <summary>Nothing: each row counts by its own weight.</summary>
    None,

    /// <summary>A row's loss is weighted by the rows per class on average over the rows of its class.</summary>
    Weights,

    /// <summary>Each epoch draws as many rows of each class, with replacement where a class has fewer.</summary>
    Sampling,
}

/// <summary>What matrix products are computed in while a joint model is trained.</summary>
public enum TrainingPrecision
{
    /// <summary>float32.</summary>
    Single,

    /// <summary>bfloat16: pays on a GPU, and on processors with AVX512-BF16.</summary>
    Bfloat16,
}
