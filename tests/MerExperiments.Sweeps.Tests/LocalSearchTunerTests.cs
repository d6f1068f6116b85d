using MerExperiments.Runs;
using MerExperiments.Search;

namespace MerExperiments.Sweeps.Tests;

public sealed class LocalSearchTunerTests
{
    private static readonly SearchSpace Box = new(Enumerable.Range(0, 4).Select(i => new RealParameter($"x{i}", -1, 1, -0.6)));

    [Fact]
    public void Propose_SmoothFunction_BeatsRandomOverTwentySeeds()
    {
        double[] margins = [.. Enumerable.Range(0, 20).Select(seed => BestOf("cost-frugal", seed) - BestOf("random", seed))];

        Assert.True(margins.Count(margin => margin > 0) >= 17, $"won {margins.Count(margin => margin > 0)} of 20, mean margin {margins.Average():F3}");
    }

    [Fact]
    public void Propose_First_IsTheDefaults() => Assert.Equal(Box.Defaults(), new LocalSearchTuner().Propose(Box, [], new NamedSeed(1)));

    [Fact]
    public void Propose_AfterAStepThatWasNoBetter_GoesToTheOtherSide()
    {
        ParameterSet best = Box.Defaults(), tried = Box.Defaults(("x0", new ParameterValue(-0.4)), ("x2", new ParameterValue(-0.9)));

        ParameterSet next = new LocalSearchTuner().Propose(Box, [Record(0, best, 1), Record(1, tried, 0.5)], new NamedSeed(1));

        Assert.Equal([-0.8, -0.6, -0.3, -0.6], Enumerable.Range(0, 4).Select(i => Math.Round(next.Real($"x{i}"), 9)));
    }

    [Fact]
    public void Propose_LongWithoutGain_StepsShorterAndThenStartsAnew()
    {
        List<TrialRecord> history = [Record(0, Box.Defaults(), 1)];
        var distances = new List<double>();
        while (history.Count < 80)
        {
            ParameterSet next = new LocalSearchTuner().Propose(Box, history, new NamedSeed(1).For("test", history.Count));
            distances.Add(Math.Sqrt(Enumerable.Range(0, 4).Sum(i => Math.Pow((next.Real($"x{i}") + 0.6) / 2, 2))));
            history.Add(Record(history.Count, next, 0));
        }

        Assert.InRange(distances[..4].Max(), 0.1, 0.26);
        Assert.InRange(distances.Min(), 0, 0.02);
        Assert.Contains(distances.Skip(20), distance => distance > 0.3);
    }

    private static double BestOf(string tuner, int seed)
    {
        List<TrialRecord> history = [];
        for (int number = 0; number < 40; number++)
        {
            ParameterSet set = Tuners.Find(tuner)!.Propose(Box, history, new NamedSeed(5).For("seed", seed).For("proposal", number));
            history.Add(Record(number, set, -Enumerable.Range(0, 4).Sum(i => Math.Pow(set.Real($"x{i}") - 0.3, 2))));
        }

        return history.Max(trial => trial.Result!.Score!.Value);
    }

    private static TrialRecord Record(int number, ParameterSet set, double score) => new(
        new TrialSpec { Number = number, Parameters = set, Seed = 0, ProposedBy = "test" }, new TrialResult { State = TrialState.Completed, Score = score });
}
