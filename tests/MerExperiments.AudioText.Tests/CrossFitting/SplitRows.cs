using MerExperiments.AudioText.CrossFitting;
using MerExperiments.Corpora;
using MerExperiments.Features;

namespace MerExperiments.AudioText.Tests.CrossFitting;

/// <summary>Thirty labelled rows in three folds, five of a pool and four of a test part, one frame each; the last test row has neither sound nor words.</summary>
internal static class SplitRows
{
    public static readonly LabelSet Labels = new(["low", "high"]);

    public static CrossFitRows Create()
    {
        Utterance[] labelled = [.. Many(UtterancePart.Labelled, 30)], pool = [.. Many(UtterancePart.Pool, 5)], test = [.. Many(UtterancePart.Test, 4)];
        test[3] = test[3] with { Text = null };
        Utterance[] all = [.. labelled, .. pool, .. test];
        long[] offsets = [.. Enumerable.Range(0, all.Length).Select(i => (long)i), all.Length - 1];
        var rows = new TableRows(
            "tone", Modality.Audio, [.. all.Select(u => u.Name)], [.. all.Select(u => u.Text is null ? FeatureState.Silent : FeatureState.Present)]);
        var frames = new FrameTable(rows, 2, new float[(all.Length - 1) * 2], offsets);
        FoldPlan folds = FoldPlan.Create(labelled, Labels, 3, new NamedSeed(4));
        return new CrossFitRows(
            JointRows.Of(frames, labelled, Labels), folds, JointRows.Of(frames, pool, Labels), JointRows.Of(frames, test, Labels));
    }

    private static IEnumerable<Utterance> Many(UtterancePart part, int count) => Enumerable.Range(0, count).Select(i => new Utterance
    {
        Name = $"{part}-{i:00}".ToLowerInvariant(),
        Part = part,
        Label = Labels[i % 2],
        Text = "so it is",
    });
}
