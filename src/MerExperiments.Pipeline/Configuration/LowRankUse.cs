namespace MerExperiments.Pipeline.Configuration;

/// <summary>Whether a language model is trained through low-rank adapters.</summary>
public enum LowRankUse
{
    /// <summary>A published model is; one trained from scratch is not, because all of its weights have to be learned.</summary>
    Auto,

    /// <summary>It is: its own weights stay as they are.</summary>
    On,

    /// <summary>All of its weights are trained.</summary>
    Off,
}
