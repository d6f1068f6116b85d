using MerExperiments.AudioText;
using MerExperiments.AudioText.CrossFitting;
using MerExperiments.Features;
using MerExperiments.Pipeline.Stages;

namespace MerExperiments.Pipeline.JointModels;

/// <summary>What a joint model of one split reads.</summary>
/// <param name="Split">The split; its hidden labels stay hidden.</param>
/// <param name="Labels">The classes.</param>
/// <param name="Training">The version of the corpus that the labelled part and the pool are read from.</param>
/// <param name="Test">The version that the test part is read from.</param>
public sealed record JointInput(Split Split, LabelSet Labels, FeatureVersion Training, FeatureVersion Test)
{
    /// <summary>The labelled rows with their folds, then the pool, then the test part.</summary>
    public CrossFitRows Rows => new(Labelled, Split.Folds, RowsOf(Training, Split.Pool), RowsOf(Test, Split.Test));

    /// <summary>The same in the words of the joint model's room, which knows no split.</summary>
    public JointSplit Joint => new(Rows, Labels, KeyOf);

    /// <summary>The labelled rows.</summary>
    public JointRows Labelled => RowsOf(Training, Split.Labelled);

    /// <summary>Each utterance's speaker; null where unknown.</summary>
    public IReadOnlyDictionary<string, string?> Speakers =>
        Split.Labelled.Concat(Split.Pool).Concat(Split.Test).ToDictionary(u => u.Name, u => u.Speaker, StringComparer.Ordinal);

    /// <summary>The name of a frame table's content.</summary>
    public string KeyOf(FrameTable frames) => frames == Training.Heard!.Frames ? Training.Heard.Key : Test.Heard!.Key;

    private JointRows RowsOf(FeatureVersion version, IReadOnlyList<Utterance> utterances) =>
        JointRows.Of(version.Heard!.Frames, version.Read(utterances), Labels);
}
