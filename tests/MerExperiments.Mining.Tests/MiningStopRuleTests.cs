namespace MerExperiments.Mining.Tests;

public sealed class MiningStopRuleTests
{
    private static readonly MiningStopRule Rule = new(new MiningOptions { Iterations = 5, MinimumNewLabels = 10 });

    [Fact]
    public void After_MoreToGain_GoesOn()
    {
        Assert.Null(Rule.After([new(0, 0, 0.7)]));
        Assert.Null(Rule.After([new(0, 0, 0.7), new(1, 10, 0.6), new(2, 10, 0.6)]));
        Assert.Null(Rule.After([new(0, 0, 0.7), new(1, 10, 0.6), new(2, 10, 0.65), new(3, 10, 0.6)]));
    }

    [Fact]
    public void After_PlannedIterations_SaysSo()
    {
        Assert.Equal("all 5 planned iterations are done", Rule.After([new(0, 0, 0.7), new(5, 100, 0.8)]));
        Assert.Equal("all 0 planned iterations are done", new MiningStopRule(new MiningOptions { Iterations = 0 }).After([new(0, 0, 0.7)]));
    }

    [Fact]
    public void After_TooFewNewLabels_SaysHowMany()
    {
        Assert.Equal("iteration 1 gave 9 new pseudo-labels, fewer than 10", Rule.After([new(0, 0, 0.7), new(1, 9, 0.8)]));
        Assert.Equal(
            "iteration 1 gave 0 new pseudo-labels, fewer than 1", new MiningStopRule(new MiningOptions { Iterations = 3 }).After([new(0, 0, 0.7), new(1, 0, 0.7)]));
    }

    [Fact]
    public void After_MetricFellTwiceInARow_SaysByHowMuch()
    {
        Assert.Equal(
            "the out-of-fold metric fell for two iterations in a row (0.7000, 0.6900, 0.6800)",
            Rule.After([new(0, 0, 0.7), new(1, 50, 0.69), new(2, 50, 0.68)]));
    }
}
