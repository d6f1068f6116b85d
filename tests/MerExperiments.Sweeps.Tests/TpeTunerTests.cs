using MerExperiments.Runs;
using MerExperiments.Search;

namespace MerExperiments.Sweeps.Tests;

public sealed class TpeTunerTests
{
    private const int Seeds = 30;
    private const int Trials = 40;

    [Fact]
    public void Propose_ConditionalFunction_BeatsRandomOverThirtySeeds()
    {
        double[] margins = [.. Enumerable.Range(0, Seeds).Select(seed => BestOf("tpe", seed) - BestOf("random", seed))];
        double mean = margins.Average();
        double standardError = Math.Sqrt(margins.Sum(m => (m - mean) * (m - mean)) / (Seeds - 1) / Seeds);

        Assert.True(mean / standardError > 3, $"t = {mean / standardError:F2}, mean margin {mean:F4}, won {margins.Count(m => m > 0)} of {Seeds}");
        Assert.True(margins.Count(margin => margin > 0) >= 22, $"won {margins.Count(m => m > 0)} of {Seeds}");
    }

    [Fact]
    public void Propose_OneChoiceAlwaysFails_AvoidsIt()
    {
        var space = new SearchSpace([new ChoiceParameter("head", ["broken", "fine"]), new RealParameter("x", 0, 1, 0.5)]);
        List<TrialRecord> history = [.. Enumerable.Range(0, 20).Select(n => Trial(n, n % 2 == 0 ? "broken" : "fine", n / 20.0))];

        int broken = Enumerable.Range(0, 50).Count(seed => new TpeTuner().Propose(space, history, Seed(seed)).Choice("head") == "broken");

        Assert.InRange(broken, 0, 5);
    }

    [Fact]
    public void Propose_BeforeEnoughAreCompleted_DrawsAtRandom()
    {
        List<TrialRecord> history = [.. Enumerable.Range(0, TpeTuner.StartupTrials - 1).Select(n => Trial((2 * n) + 1, "fine", n))];

        Assert.Equal(
            new RandomTuner().Propose(Spaces.Conditional, [], Seed(3)), new TpeTuner().Propose(Spaces.Conditional, history, Seed(3)));
    }

    private static double BestOf(string tuner, int seed)
    {
        List<TrialRecord> history = [];
        for (int number = 0; number < Trials; number++)
        {
            ParameterSet set = Tuners.Find(tuner)!.Propose(Spaces.Conditional, history, Seed(seed).For("proposal", number));
            history.Add(Record(number, set, new TrialResult { State = TrialState.Completed, Score = Spaces.Score(set) }));
        }

        return history.Max(trial => trial.Result!.Score!.Value);
    }

    private static TrialRecord Trial(int number, string head, double x) => Record(
        number,
        ParameterSet.Empty.With("head", new ParameterValue(head)).With("x", new ParameterValue(x)),
        head == "broken"
            ? new TrialResult { State = TrialState.Failed, Reason = "test" }
            : new TrialResult { State = TrialState.Completed, Score = x });

    private static TrialRecord Record(int number, ParameterSet set, TrialResult result) =>
        new(new TrialSpec { Number = number, Parameters = set, Seed = 0, ProposedBy = "test" }, result);

    private static NamedSeed Seed(int seed) => new NamedSeed(2011).For("seed", seed);
}
