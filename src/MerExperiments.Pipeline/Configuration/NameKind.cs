namespace MerExperiments.Pipeline.Configuration;

/// <summary>What a name in the configuration names.</summary>
public enum NameKind
{
    /// <summary>An encoder, by its card.</summary>
    Encoder,

    /// <summary>A head.</summary>
    Head,

    /// <summary>A tuner.</summary>
    Tuner,

    /// <summary>An ensemble method.</summary>
    EnsembleMethod,
}
