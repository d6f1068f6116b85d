using MerExperiments.Evaluation;
using MerExperiments.Reporting.Charts;
using MerExperiments.Reporting.Reading;

namespace MerExperiments.Reporting.Tests.Charts;

public sealed class ChartDataTests
{
    private static readonly ScoredSet Small = Scores.Of(["a", "b", "c"], [[3, 1, 0], [0, 2, 2], [0, 0, 0]]);

    [Fact]
    public void Confusion_Counts_GiveRowShares()
    {
        ConfusionData data = ConfusionData.From(Small);
        Assert.Equal([0.75, 0.25, 0], data.RowShares[0]);
        Assert.Equal([0, 0, 0], data.RowShares[2]);
        Assert.Equal(("b", "c", 0.5), data.WorstConfusion());
    }

    [Fact]
    public void Confusion_NothingConfused_HasNoWorst() =>
        Assert.Null(ConfusionData.From(Scores.Of(["a", "b"], [[3, 0], [0, 2]])).WorstConfusion());

    [Fact]
    public void Mining_Iterations_KeepOrderAndInterval()
    {
        using var builder = new RunBuilder();
        ConditionContent condition = RunContent.Read(builder.Finished()).Conditions[0];
        MiningData data = MiningData.From(condition.Iterations);
        Assert.Equal([0, 1, 2], data.Iterations);
        Assert.Equal(condition.Iterations[1].Test.Waf + 0.02, data.Test.WafHigh[1]);
        Assert.Equal((300, 600), (data.Test.N, data.OutOfFold.N));
        Assert.Equal([null, 0.95, 0.93], data.Precision.Select(p => p is null ? p : Math.Round(p.Value, 9)));
    }

    [Fact]
    public void Mining_PseudoLabels_AreByClass()
    {
        using var builder = new RunBuilder();
        MiningData data = MiningData.From(RunContent.Read(builder.Finished()).Conditions[0].Iterations);
        Assert.Equal(("surprise", 0.0, 17.0, 34.0), (data.PseudoLabels[5].Label, data.PseudoLabels[5].Values[0], data.PseudoLabels[5].Values[1], data.PseudoLabels[5].Values[2]));
    }

    [Fact]
    public void Ensemble_Weights_AreOrderedAndSumToOne()
    {
        using var builder = new RunBuilder();
        ConditionContent condition = RunContent.Read(builder.Finished()).Conditions[0];
        var skewed = condition.Iterations[1] with { EnsembleWeights = new Dictionary<string, double> { ["0001"] = 1, ["0003"] = 3, ["0009"] = 0 } };
        EnsembleData data = EnsembleData.From(skewed, condition.Sweeps);
        Assert.Equal(["0003", "0001"], data.Members.Select(member => member.TrialId));
        Assert.Equal([0.75, 0.25], data.Members.Select(member => member.Weight));
    }

    [Fact]
    public void Ensemble_Members_AreNamedByTheirIterationToo()
    {
        using var builder = new RunBuilder { Conditions = ["main", "pool-40"] };
        ConditionContent condition = RunContent.Read(builder.Finished()).Conditions[1];
        Assert.Equal("pool-40, outer fold 0, iteration 1, trial 0003", EnsembleData.From(condition.Chosen!, condition.FirstOuterFold).Members[0].Name);
    }

    [Fact]
    public void TrialScatter_Sweeps_RestartTheBestAndSkipTrialsWithoutScore()
    {
        using var builder = new RunBuilder();
        TrialScatterData data = TrialScatterData.From(RunContent.Read(builder.Finished()).Conditions[0].FirstOuterFold);
        Assert.Equal([(0, 1), (1, 19), (2, 37)], data.SweepStarts);
        Assert.Equal((45, 3, 3), (data.Points.Count, data.Failed, data.Pruned));
        Assert.DoesNotContain(data.Points, point => point.Position == 6);
        Assert.All(data.Points.GroupBy(point => point.Iteration), sweep => Assert.Equal(sweep.First().Score, sweep.First().BestSoFar));
    }

    [Fact]
    public void PerClass_BestSingle_IsTheOneTheHeadlineComparesWith()
    {
        using var builder = new RunBuilder();
        ConditionContent condition = RunContent.Read(builder.Finished()).Conditions[0];
        PerClassData data = PerClassData.From(condition.Metrics!.Test, condition.BestSingle);
        Assert.Equal("mel-statistics", data.Baseline);
        Assert.Equal(condition.Metrics.SingleModalities[0].Test.PerClass[0].F1, data.BaselineF1[0]);
    }

    [Fact]
    public void ScoreBars_OfEncoders_EndWithTheEnsemble()
    {
        using var builder = new RunBuilder();
        ScoreBarsData data = ScoreBarsData.OfEncoders(RunContent.Read(builder.Finished()).Metrics!.Conditions[0], Metric.Uar);
        Assert.Equal(["face-texture (Video)", "char-ngrams (Text)", "mel-statistics (Audio)", "ensemble"], data.Bars.Select(bar => bar.Name));
        Assert.Equal(data.Bars[3].Score.Value - 0.02, data.Bars[3].Score.Interval.Low);
    }
}
