namespace MerExperiments.Settings;

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

    /// <summary>A denoiser, by its card, or none.</summary>
    Denoiser,

    /// <summary>A face detector, or none.</summary>
    FaceDetector,

    /// <summary>A transcriber, by its card, or none.</summary>
    Transcriber,

    /// <summary>An encoder of sound that gives frames, by its card, or none.</summary>
    FrameEncoder,

    /// <summary>A matrix of a language model.</summary>
    AdapterTarget,

    /// <summary>Where a corpus comes from, by the kind of its reader.</summary>
    Corpus,

    /// <summary>What is mixed into the sound, or none.</summary>
    Noise,

    /// <summary>A condition of training and test sound.</summary>
    SoundCondition,
}
