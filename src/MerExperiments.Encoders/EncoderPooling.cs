namespace MerExperiments.Encoders;

/// <summary>How the frames of an utterance become one vector. Padding never enters; special tokens enter none but <see cref="First"/>.</summary>
public enum EncoderPooling
{
    /// <summary>The graph gives one vector per utterance already.</summary>
    None,

    /// <summary>The mean over frames.</summary>
    Mean,

    /// <summary>The mean, then the standard deviation.</summary>
    MeanStd,

    /// <summary>The mean, the standard deviation, the minimum, then the maximum.</summary>
    Statistics,

    /// <summary>The first frame; of tokens the first one, which is the class token of BERT and its kin.</summary>
    First,

    /// <summary>The last frame; of tokens the last one that is no special token.</summary>
    Last,
}
