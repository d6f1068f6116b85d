namespace MerExperiments.Corpora;

/// <summary>Where MELD's files lie and how much of a dialogue an utterance's transcript tells.</summary>
public sealed record MeldOptions
{
    /// <summary>The most utterances of <see cref="Context"/>; no dialogue of MELD has more than 33.</summary>
    public const int MostContext = 32;

    /// <summary>The folder with train_sent_emo.csv, dev_sent_emo.csv and test_sent_emo.csv.</summary>
    public required string Root { get; init; }

    /// <summary>How many earlier utterances of the same dialogue stand before an utterance in its transcript, 0 to <see cref="MostContext"/>. Default 0:
    /// the utterance alone, without its speaker's name.</summary>
    public int Context { get; init; }

    /// <summary>The classes, in the order of every posterior; each emotion of the files must be one.</summary>
    public LabelSet Labels { get; init; } = MeldReader.Emotions;

    /// <summary>The corpus's name, for reports.</summary>
    public string Name { get; init; } = "MELD";
}
