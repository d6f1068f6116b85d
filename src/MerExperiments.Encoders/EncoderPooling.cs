namespace MerExperiments.Encoders;

/// <summary>How the frames of an utterance become one vector.</summary>
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
}
