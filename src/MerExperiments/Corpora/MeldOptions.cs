using MerExperiments.Settings;

namespace MerExperiments.Corpora;

/// <summary>Where MELD's files lie and how much of a dialogue an utterance's transcript tells.</summary>
public sealed record MeldOptions : IHasRules
{
    /// <summary>The corpus's folder, with train_sent_emo.csv, dev_sent_emo.csv and test_sent_emo.csv.</summary>
    [WorkspacePath]
    public required string Root { get; init; }

    /// <summary>How many earlier utterances of the same dialogue stand before an utterance in its transcript, with the speakers' names; 0 for the utterance
    /// alone, without its speaker's name. No dialogue of MELD has more than 33 utterances.</summary>
    [Between(0, 32)]
    public int Context { get; init; }

    /// <summary>The classes, in the order of every posterior.</summary>
    [LeastCount(2)]
    public ValueList<string> Labels { get; init; } = [.. MeldReader.Emotions.Names];

    /// <summary>The corpus's name in reports.</summary>
    public string Name { get; init; } = "MELD";

    /// <inheritdoc/>
    public IEnumerable<BrokenRule> BrokenRules() => LabelRule.Broken(Labels);
}
