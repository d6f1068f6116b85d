using MerExperiments.Features;

namespace MerExperiments.AudioText.CrossFitting;

/// <summary>Whether rows have anything that the joint model can hear or read.</summary>
public static class RowStates
{
    /// <summary>Each row's state: present with sound or words or both; else why there is no sound or, where there never was any, why there are no words.</summary>
    public static IReadOnlyList<FeatureState> Of(JointRows rows) => [.. Enumerable.Range(0, rows.Count).Select(row => Of(rows, row))];

    private static FeatureState Of(JointRows rows, int row)
    {
        FeatureState sound = rows.Frames.States[rows.FrameRows[row]];
        bool heard = sound == FeatureState.Present && rows.Frames.FramesOf(rows.FrameRows[row]) > 0;
        return heard || !string.IsNullOrWhiteSpace(rows.Texts[row]) ? FeatureState.Present
            : sound is not (FeatureState.Present or FeatureState.Missing) ? sound
            : rows.Texts[row] is null ? FeatureState.Missing : FeatureState.EmptyText;
    }
}
