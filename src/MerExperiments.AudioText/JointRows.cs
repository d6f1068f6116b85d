using MerExperiments.Features;

namespace MerExperiments.AudioText;

/// <summary>Utterances as the joint model reads them: audio frames beside a transcript, with a class where one is known. All lists are aligned by position.</summary>
/// <remarks>Immutable. The frames stay where the table has them (mapped or in memory) and are read batch by batch.</remarks>
public sealed record JointRows
{
    /// <summary>The audio frames of one encoder, before pooling; its utterances may be more, and in another order, than these rows.</summary>
    public required FrameTable Frames { get; init; }

    /// <summary>Each row's utterance in <see cref="Frames"/>; one without frames is a row without sound.</summary>
    public required IReadOnlyList<int> FrameRows { get; init; }

    /// <summary>The utterances' names.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>The transcripts; null or empty is a row without words.</summary>
    public required IReadOnlyList<string?> Texts { get; init; }

    /// <summary>The index of each row's class in the label set; -1 where none is known.</summary>
    public required IReadOnlyList<int> Labels { get; init; }

    /// <summary>Each row's weight in the loss: finite, 0 or more; 1 for a human label. A row below 1 is trained on and never validated on.</summary>
    public required IReadOnlyList<float> Weights { get; init; }

    /// <summary>Each row's speaker; null where unknown.</summary>
    public required IReadOnlyList<string?> Speakers { get; init; }

    /// <summary>The number of rows.</summary>
    public int Count => Names.Count;

    /// <summary>The rows of a list of utterances, all of weight 1.</summary>
    /// <exception cref="KeyNotFoundException">An utterance is not in the table.</exception>
    public static JointRows Of(FrameTable frames, IReadOnlyList<Utterance> utterances, LabelSet labels)
    {
        var rowOf = frames.Names.Index().ToDictionary(pair => pair.Item, pair => pair.Index, StringComparer.Ordinal);
        return new JointRows
        {
            Frames = frames,
            FrameRows = [.. utterances.Select(u => rowOf.TryGetValue(u.Name, out int row)
                ? row
                : throw new KeyNotFoundException($"the frames of {frames.Encoder} have no utterance \"{u.Name}\""))],
            Names = [.. utterances.Select(u => u.Name)],
            Texts = [.. utterances.Select(u => u.Text)],
            Labels = [.. utterances.Select(u => u.Label is null ? -1 : labels.IndexOf(u.Label))],
            Weights = [.. utterances.Select(_ => 1f)],
            Speakers = [.. utterances.Select(u => u.Speaker)],
        };
    }

    /// <summary>The given rows, in the given order.</summary>
    public JointRows Select(IReadOnlyList<int> rows) => new()
    {
        Frames = Frames,
        FrameRows = [.. rows.Select(row => FrameRows[row])],
        Names = [.. rows.Select(row => Names[row])],
        Texts = [.. rows.Select(row => Texts[row])],
        Labels = [.. rows.Select(row => Labels[row])],
        Weights = [.. rows.Select(row => Weights[row])],
        Speakers = [.. rows.Select(row => Speakers[row])],
    };
}

/// <summary>Whether rows have anything that the joint model can hear or read.</summary>
internal static class RowStates
{
    /// <summary>A row's state: present with sound or words or both; else why there is no sound or, where there never was any, why there are no words.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="row">Which of them.</param>
    /// <param name="hasWords">Whether there is anything to read in its transcript: as <see cref="HasWords"/> says or, where a tokenizer has looked at it, whether it gave tokens.</param>
    public static FeatureState Of(JointRows rows, int row, bool hasWords)
    {
        FeatureState sound = rows.Frames.States[rows.FrameRows[row]];
        return HasSound(rows, row) || hasWords ? FeatureState.Present
            : sound is not (FeatureState.Present or FeatureState.Missing) ? sound
            : rows.Texts[row] is null ? FeatureState.Missing : FeatureState.EmptyText;
    }

    /// <summary>Whether a row has frames.</summary>
    public static bool HasSound(JointRows rows, int row) => rows.Frames.FramesOf(rows.FrameRows[row]) > 0;

    /// <summary>Whether a row has a transcript with something in it.</summary>
    public static bool HasWords(JointRows rows, int row) => !string.IsNullOrWhiteSpace(rows.Texts[row]);
}

/// <summary>What of a row the model is given in one training step (modality dropout).</summary>
internal enum RowChannels
{
    /// <summary>Sound and words.</summary>
    Both,

    /// <summary>The sound without the words.</summary>
    AudioAlone,

    /// <summary>The words without the sound.</summary>
    TextAlone,
}
