using System.Text.Json;
using CsCheck;
using MerExperiments.Runs;
using MerExperiments.Search;

namespace MerExperiments.Sweeps.Tests;

public sealed class SweepTests : IDisposable
{
    private readonly TemporaryStore _store = new();

    public void Dispose() => _store.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(8)]
    public void Run_AnyNumberOfWorkers_GivesTheSameRecords(int workers)
    {
        Assert.Equal(Written(Undisturbed()), Written(SweepOver(_store, workers).Run(Spaces.Evaluate, null, default)));
    }

    [Fact]
    public void Run_KilledAtAnyEvaluationThenResumed_GivesTheSameRecords()
    {
        string expected = Written(Undisturbed());
        Gen.Select(Gen.Int[0, 19], Gen.Int[1, 3]).Sample(
            (evaluation, workers) =>
            {
                using var store = new TemporaryStore();
                Assert.Throws<OperationCanceledException>(() => SweepOver(store, workers).Run(KilledAt(evaluation), null, default));
                return Written(SweepOver(store, 2).Run(Spaces.Evaluate, null, default)) == expected;
            },
            iter: 20,
            threads: 1);
    }

    [Fact]
    public void Run_Resumed_ComputesOnlyWhatHasNoResult()
    {
        Assert.Throws<OperationCanceledException>(() => SweepOver(_store, 1).Run(KilledAt(7), null, default));
        List<int> computed = [];
        SweepOver(_store, 1).Run(Spaces.Evaluate, trial => computed.Add(trial.Spec.Number), default);

        Assert.Equal(Enumerable.Range(7, 13), computed);
    }

    [Fact]
    public void Run_MoreTrials_BeginsWithTheSameOnes()
    {
        using var longer = new TemporaryStore();
        IReadOnlyList<TrialRecord> more = SweepOver(longer, 2, Options with { Trials = 28 }).Run(Spaces.Evaluate, null, default);

        Assert.Equal(Written(Undisturbed()), Written(more.Take(20)));
    }

    [Fact]
    public void Run_FewerTrialsThanBaselines_ComputesTheFirstOfThemAlone()
    {
        IReadOnlyList<TrialRecord> trials = SweepOver(_store, 2, Options with { Trials = 1 }).Run(Spaces.Evaluate, null, default);

        Assert.Equal([Searched.Baselines[0]], trials.Select(trial => trial.Spec.Parameters));
    }

    [Fact]
    public void Run_Baselines_ComeFirstUnderTheirOwnName()
    {
        IReadOnlyList<TrialRecord> trials = Undisturbed();

        Assert.Equal(Searched.Baselines, trials.Take(2).Select(trial => trial.Spec.Parameters));
        Assert.Equal(["baseline", "baseline", "tpe"], trials.Take(3).Select(trial => trial.Spec.ProposedBy));
        Assert.Equal(Searched.Seed.For("trial", 5).Value, trials[5].Spec.Seed);
    }

    [Fact]
    public void Run_StoreOfAnotherSweep_IsRefusedByName()
    {
        SweepOver(_store, 1, Options with { Trials = 4 }).Run(Spaces.Evaluate, null, default);
        var error = Assert.Throws<InvalidInputException>(
            () => SweepOver(_store, 1, task: Searched with { Seed = new NamedSeed(2) }).Run(Spaces.Evaluate, null, default));

        Assert.EndsWith(Path.Combine("trials", "0000", "spec.json"), error.Faults[0].Place);
        Assert.EndsWith("resume with the configuration it began with", error.Faults[0].Problem);
    }

    [Fact]
    public void Run_TrialThatThrows_HasFailedWithItsReasonAndTheOthersGoOn()
    {
        IReadOnlyList<TrialRecord> trials = SweepOver(_store, 2).Run(
            (trial, token) => trial.Number % 3 == 1 ? throw new InvalidOperationException("no such kernel\nat x") : Spaces.Evaluate(trial, token),
            null,
            default);

        Assert.Equal(20, trials.Count);
        Assert.Equal((TrialState.Failed, null, "InvalidOperationException: no such kernel"), StateOf(trials[1]));
        Assert.Equal(TrialState.Completed, trials[2].Result!.State);
    }

    [Fact]
    public void Run_ScoreThatIsNoNumber_IsAFailure()
    {
        IReadOnlyList<TrialRecord> trials = SweepOver(_store, 1, Options with { Trials = 2 }).Run(
            (_, _) => new TrialResult { State = TrialState.Completed, Score = double.NaN }, null, default);

        Assert.All(trials, trial => Assert.Equal((TrialState.Failed, null, "a score is missing or not a finite number"), StateOf(trial)));
    }

    [Fact]
    public void Run_SmallDiscreteSpace_RedrawsWhatWasTriedBefore()
    {
        var space = new SearchSpace([new ChoiceParameter("a", ["1", "2", "3"]), new ChoiceParameter("b", ["1", "2"])]);
        SweepTask task = Searched with { Space = space, Tuner = new RandomTuner(), Baselines = [] };
        IReadOnlyList<TrialRecord> trials = SweepOver(_store, 1, Options with { Trials = 7 }, task).Run(
            (trial, _) => new TrialResult { State = TrialState.Completed, Score = 0 }, null, default);

        Assert.Equal(6, trials.Select(trial => trial.Spec.Parameters).Distinct().Count());
    }

    [Fact]
    public void Run_BudgetSpent_ClosesAtAGenerationAndStaysClosed()
    {
        var clock = new ManualTime();
        SweepOptions options = Options with { BudgetMinutes = 1 };
        IReadOnlyList<TrialRecord> closed = new Sweep(Searched, options, _store.Open(), 1, clock).Run(
            (trial, token) =>
            {
                clock.Advance(TimeSpan.FromSeconds(12));
                return Spaces.Evaluate(trial, token);
            },
            null,
            default);
        IReadOnlyList<TrialRecord> resumed = SweepOver(_store, 3, options).Run(Spaces.Evaluate, null, default);

        Assert.Equal(6, closed.Count);
        Assert.Equal(Written(closed), Written(resumed));
        Assert.Equal(
            new SweepClosure(6, "the budget of 1 minutes was spent after 6 trials"),
            RunJson.Read<SweepClosure>(Path.Combine(_store.Folder, "sweep.json")));
    }

    [Theory]
    [InlineData("sweep.json")]
    [InlineData("trials/0003/result.json")]
    [InlineData("trials/0005/spec.json")]
    public void Run_OneFileEdited_ToldAndGivesTheSameTrials(string file)
    {
        var clock = new ManualTime();
        SweepOptions options = Options with { BudgetMinutes = 1 };
        IReadOnlyList<TrialRecord> whole = new Sweep(Searched, options, _store.Open(), 1, clock).Run(
            (trial, token) =>
            {
                clock.Advance(TimeSpan.FromSeconds(12));
                return Spaces.Evaluate(trial, token);
            },
            null,
            default);
        File.AppendAllText(Path.Combine(_store.Folder, file), " ");

        IReadOnlyList<TrialRecord> resumed = SweepOver(_store, 1, options).Run(Spaces.Evaluate, null, default);

        Assert.Equal(Written(whole), Written(resumed));
        Assert.Equal([Path.GetFileName(file)], _store.Told);
    }

    [Fact]
    public void Constructor_ThreeBadOptions_NamesAllThree()
    {
        SweepOptions options = Options with { Trials = 0, ProposalBatch = 0, BudgetMinutes = 0 };
        var error = Assert.Throws<InvalidInputException>(() => SweepOver(_store, 1, options));

        Assert.Equal(["sweep.trials", "sweep.proposalBatch", "sweep.budgetMinutes"], error.Faults.Select(fault => fault.Place));
    }

    private static SweepOptions Options { get; } = new() { Trials = 20 };

    private static SweepTask Searched { get; } = new(
        Spaces.Conditional,
        new TpeTuner(),
        new NamedSeed(2024),
        [Spaces.Conditional.Defaults(), Spaces.Conditional.Defaults(("head", new ParameterValue("mlp")))]);

    private static Sweep SweepOver(TemporaryStore store, int workers, SweepOptions? options = null, SweepTask? task = null) =>
        new(task ?? Searched, options ?? Options, store.Open(), workers);

    private static IReadOnlyList<TrialRecord> Undisturbed()
    {
        using var store = new TemporaryStore();
        return SweepOver(store, 1).Run(Spaces.Evaluate, null, default);
    }

    private static Func<TrialSpec, CancellationToken, TrialResult> KilledAt(int evaluation)
    {
        int evaluated = 0;
        return (trial, token) => Interlocked.Increment(ref evaluated) > evaluation
            ? throw new OperationCanceledException()
            : Spaces.Evaluate(trial, token);
    }

    private static (TrialState, double?, string?) StateOf(TrialRecord trial) =>
        (trial.Result!.State, trial.Result.Score, trial.Result.Reason);

    private static string Written(IEnumerable<TrialRecord> trials) => JsonSerializer.Serialize(trials, RunJson.Options);
}
