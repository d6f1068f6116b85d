using MerExperiments.Features;

namespace MerExperiments.AudioText.Tests;

public sealed class RowStatesTests
{
    [Theory]
    [InlineData(2, FeatureState.Present, null, FeatureState.Present)]
    [InlineData(0, FeatureState.Silent, "well", FeatureState.Present)]
    [InlineData(0, FeatureState.Silent, " ", FeatureState.Silent)]
    [InlineData(0, FeatureState.Silent, null, FeatureState.Silent)]
    [InlineData(0, FeatureState.Quarantined, "", FeatureState.Quarantined)]
    [InlineData(0, FeatureState.Missing, "", FeatureState.EmptyText)]
    [InlineData(0, FeatureState.Missing, null, FeatureState.Missing)]
    [InlineData(0, FeatureState.Present, null, FeatureState.Missing)]
    public void Of_SoundAndText_IsPresentOrSaysWhyNot(int frames, FeatureState sound, string? text, FeatureState expected)
    {
        JointRows rows = RowOf(frames, sound, text);
        Assert.Equal(expected, RowStates.Of(rows, 0, RowStates.HasWords(rows, 0)));
    }

    [Fact]
    public void Of_WordsThatGiveNoTokens_IsARowWithoutWords() =>
        Assert.Equal(FeatureState.EmptyText, RowStates.Of(RowOf(0, FeatureState.Missing, "\u200b"), 0, hasWords: false));

    private static JointRows RowOf(int frames, FeatureState sound, string? text) => JointCorpus.Rows().Select([0]) with
    {
        Frames = new FrameTable(new TableRows("tone", Modality.Audio, ["a"], [sound]), 1, new float[frames], [0, frames]),
        FrameRows = [0],
        Texts = [text],
    };
}
