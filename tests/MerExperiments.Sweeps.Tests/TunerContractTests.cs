using MerExperiments.Runs;
using MerExperiments.Search;

namespace MerExperiments.Sweeps.Tests;

public sealed class TunerContractTests
{
    public static TheoryData<string> Names => [.. Tuners.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Propose_FromAnyHistory_StaysInTheSpace(string name)
    {
        List<TrialRecord> history = History(name, 40);

        Assert.All(history, trial => Assert.Equal(
            trial.Spec.Parameters,
            Spaces.Conditional.Build(parameter => trial.Spec.Parameters[parameter.Name])));
        Assert.All(
            history.SelectMany(trial => trial.Spec.Parameters),
            pair => Assert.True(Spaces.Conditional.Parameters.Single(p => p.Name == pair.Key).Contains(pair.Value), $"{pair}"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Propose_SameArguments_GivesTheSameSet(string name)
    {
        List<TrialRecord> history = History(name, 20);

        Assert.Equal(Propose(name, history, 5), Propose(name, [.. history], 5));
        Assert.NotEqual(Propose(name, history, 5), Propose(name, history, 6));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Propose_AfterFailuresOnly_StillProposes(string name)
    {
        TrialRecord[] failed = [.. History(name, 20)
            .Select(trial => trial with { Result = new TrialResult { State = TrialState.Failed, Reason = "test" } })];

        Assert.NotEmpty(Propose(name, failed, 1));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Propose_HistoryOfAnotherSpace_IsNotHarmed(string name)
    {
        TrialRecord[] other = [.. Enumerable.Range(0, 20).Select(n => Record(
            n, ParameterSet.Empty.With("head", new ParameterValue("gone")).With("rate", new ParameterValue(7)), n))];

        Assert.Contains(Propose(name, other, 1).Choice("head"), new[] { "trees", "linear", "mlp" });
    }

    [Fact]
    public void Find_UnknownName_IsNull() => Assert.Null(Tuners.Find("smac"));

    private static List<TrialRecord> History(string name, int trials)
    {
        List<TrialRecord> history = [];
        for (int number = 0; number < trials; number++)
        {
            ParameterSet set = Propose(name, history, number);
            history.Add(Record(number, set, Spaces.Score(set)));
        }

        return history;
    }

    private static ParameterSet Propose(string name, IReadOnlyList<TrialRecord> history, int seed) =>
        Tuners.Find(name)!.Propose(Spaces.Conditional, history, new NamedSeed(1).For("test", seed));

    private static TrialRecord Record(int number, ParameterSet set, double score) => new(
        new TrialSpec { Number = number, Parameters = set, Seed = 0, ProposedBy = "test" },
        new TrialResult { State = TrialState.Completed, Score = score });
}
