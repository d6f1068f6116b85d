using System.Text.Json;
using MerExperiments.Evaluation;
using MerExperiments.Runs;

namespace MerExperiments.Tests.Evaluation;

public sealed class ScorerTests
{
    private static readonly LabelSet Labels = new(["a", "b"]);

    [Fact]
    public void Score_SameSeed_GivesTheSameBytes()
    {
        Assert.Equal(Written(ScoreOf(Many(200), null, 7)), Written(ScoreOf(Many(200), null, 7)));
        Assert.NotEqual(Written(ScoreOf(Many(200), null, 7)), Written(ScoreOf(Many(200), null, 8)));
    }

    [Fact]
    public void Score_AllRight_HasAnIntervalOfOnePoint()
    {
        int[] truth = [0, 1, 0, 1, 1];
        ScoredSet scored = Scorer.Score(truth, new Reference(truth, Labels), ScoredLabels.HumanLabelsOfTestPart, new NamedSeed(1));

        Assert.Equal(new Interval(1, 1), scored.WafInterval);
        Assert.Equal(new Interval(1, 1), scored.UarInterval);
        Assert.Equal(new Interval(1, 1), scored.AccuracyInterval);
        Assert.Equal("utterances", scored.Resampled.Unit);
    }

    [Fact]
    public void Score_ShareRightByChance_HasAnIntervalNearTheNormalOne()
    {
        ScoredSet scored = ScoreOf(Many(400), null, 3);
        double half = 1.96 * Math.Sqrt(scored.Accuracy * (1 - scored.Accuracy) / 400);

        Assert.InRange(scored.WafInterval.High - scored.WafInterval.Low, 1.6 * half, 2.4 * half);
        Assert.InRange(scored.Waf, scored.WafInterval.Low, scored.WafInterval.High);
    }

    [Fact]
    public void Score_WholeSpeakersRightOrWrong_HasAWiderIntervalOverSpeakers()
    {
        int[] predicted = [.. Enumerable.Range(0, 200).Select(i => i / 20 % 3 == 0 ? 1 - (i % 2) : i % 2)];
        string[] speakers = [.. Enumerable.Range(0, 200).Select(i => $"speaker {i / 20}")];
        ScoredSet utterances = ScoreOf(predicted, null, 3);
        ScoredSet grouped = ScoreOf(predicted, speakers, 3);

        Assert.Equal("speakers", grouped.Resampled.Unit);
        Assert.True(Width(grouped) > 2 * Width(utterances), $"{grouped.WafInterval} against {utterances.WafInterval}");
    }

    [Fact]
    public void Score_OneSpeakerOnly_DrawsUtterances()
    {
        Assert.Equal("utterances", ScoreOf(Many(10), [.. Enumerable.Repeat("one", 10)], 1).Resampled.Unit);
    }

    [Fact]
    public void Of_EachMetric_IsItsValueWithItsInterval()
    {
        ScoredSet scored = ScoreOf(Many(200), null, 3);

        Assert.Equal(new MetricScore(scored.Waf, scored.WafInterval), scored.Of(Metric.Waf));
        Assert.Equal(new MetricScore(scored.Uar, scored.UarInterval), scored.Of(Metric.Uar));
        Assert.Equal(new MetricScore(scored.Accuracy, scored.AccuracyInterval), scored.Of(Metric.Accuracy));
    }

    [Fact]
    public void Score_PredictionsOfAnotherLength_Throws()
    {
        var error = Assert.Throws<ArgumentException>(() => Scorer.Score([0], new Reference([0, 1], Labels), ScoredLabels.HumanLabelsOfTestPart, new NamedSeed(1)));

        Assert.StartsWith("1 predictions for 2 utterances; there must be as many", error.Message);
    }

    [Fact]
    public void Reference_DummyLabel_IsRefused()
    {
        var error = Assert.Throws<ArgumentException>(() => new Reference([0, -1], Labels));

        Assert.StartsWith("row 1 has the class index -1; it must be 0 to 1", error.Message);
    }

    [Fact]
    public void Reference_Nothing_IsRefused()
    {
        Assert.StartsWith("nothing to score", Assert.Throws<ArgumentException>(() => new Reference([], Labels)).Message);
    }

    private static int[] Many(int count) => [.. Enumerable.Range(0, count).Select(i => i % 5 == 0 ? 1 - (i % 2) : i % 2)];

    private static ScoredSet ScoreOf(int[] predicted, string[]? speakers, ulong seed)
    {
        int[] truth = [.. Enumerable.Range(0, predicted.Length).Select(i => i % 2)];
        return Scorer.Score(predicted, new Reference(truth, Labels, speakers), ScoredLabels.HumanLabelsOfTestPart, new NamedSeed(seed));
    }

    private static double Width(ScoredSet scored) => scored.WafInterval.High - scored.WafInterval.Low;

    private static string Written(ScoredSet scored) => JsonSerializer.Serialize(scored, RunJson.Options);
}
