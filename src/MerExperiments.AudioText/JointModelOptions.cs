namespace MerExperiments.AudioText;

/// <summary>What the joint Audio-Text model is made of, apart from how it is trained.</summary>
/// <remarks>Ours, not the paper's, which publishes neither projector, prompt nor pooling: one row reads [audio frames, projected] [transcript] [prompt], or the first
/// two interleaved, and while training [the class's name] after it.</remarks>
public sealed record JointModelOptions
{
    /// <summary>How many audio frames become one position of the language model, 1 to 64: that many are put beside each other before the projection. Default 4.</summary>
    public int Downsampling { get; init; } = 4;

    /// <summary>The most audio positions of one utterance, 1 or more; of a longer one the frames are averaged more coarsely so that all of it is heard. Default 128.</summary>
    public int LongestAudio { get; init; } = 128;

    /// <summary>The most tokens of a transcript, 1 or more; the end of a longer one is cut. Default 128.</summary>
    public int LongestText { get; init; } = 128;

    /// <summary>In which order sound and words are read. Default the sound first.</summary>
    public JointArrangement Arrangement { get; init; } = JointArrangement.SoundFirst;

    /// <summary>What stands after the transcript and is answered by the class's name. Default <c>emotion:</c>.</summary>
    public string Prompt { get; init; } = "emotion:";

    /// <summary>What becomes the feature. Default the mean.</summary>
    public HiddenPooling Pooling { get; init; } = HiddenPooling.Mean;

    /// <summary>The share of values dropped after the projector, before each residual sum and before the class head while training, 0 up to but not 1. Default 0.1.</summary>
    public double Dropout { get; init; } = 0.1;

    /// <summary>Adapters on a frozen language model; null trains all of its weights, as a model without published weights needs.</summary>
    public LowRankOptions? LowRank { get; init; }

    /// <summary>Whether the class head's matrix stays as it was drawn, so that hidden states learn to meet it, not the other way round: models of the same seed, as those of
    /// different folds, then mean the same by the same direction. A class loss above 0 is needed. Default no.</summary>
    public bool FixedHead { get; init; }

    /// <summary>The chance that a training row is heard without its transcript, 0 to 1 (modality dropout). Default 0.1.</summary>
    public double AudioAlone { get; init; } = 0.1;

    /// <summary>The chance that a training row is read without its sound, 0 to 1; with <see cref="AudioAlone"/> at most 1. Default 0.1.</summary>
    public double TextAlone { get; init; } = 0.1;

    /// <summary>The weight of the class head's cross-entropy, 0 or more. Default 1.</summary>
    public double ClassLoss { get; init; } = 1;

    /// <summary>The weight of the next-token loss on the class's name, 0 or more; one of the two losses must be above 0. Default 0.2.</summary>
    public double WordLoss { get; init; } = 0.2;
}
