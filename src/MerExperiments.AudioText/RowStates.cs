using MerExperiments.Features;

namespace MerExperiments.AudioText;

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
