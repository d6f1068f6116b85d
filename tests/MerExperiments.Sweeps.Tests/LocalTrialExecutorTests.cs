using MerExperiments.Runs;
using MerExperiments.Search;

namespace MerExperiments.Sweeps.Tests;

public sealed class LocalTrialExecutorTests
{
    private const int NoSpaceLeft = 28;

    public static TheoryData<Exception> Stoppers =>
    [
        new OperationCanceledException(),
        new OutOfMemoryException(),
        new IOException("No space left on device", NoSpaceLeft),
        new InvalidOperationException("wrapped", new IOException("No space left on device", NoSpaceLeft)),
    ];

    [Theory]
    [MemberData(nameof(Stoppers))]
    public void Run_ErrorThatIsNotTheTrials_StopsTheOthersAndIsThrown(Exception stopper)
    {
        List<int> finished = [];
        Exception thrown = Assert.ThrowsAny<Exception>(() => Run(
            2, 50, (trial, _) => trial.Number == 1 ? throw stopper : Done, trial => finished.Add(trial.Number), default));

        Assert.Same(stopper, thrown);
        Assert.DoesNotContain(1, finished);
    }

    [Fact]
    public void Run_AnyInputOutputError_StopsTheSweepRatherThanFailTheTrialForGood() => Assert.ThrowsAny<IOException>(() =>
        new LocalTrialExecutor(2).Run(Specs(2), (_, _) => throw new FileNotFoundException("no file"), (_, _) => { }, default));

    [Fact]
    public void Run_CancelledAfterTheFirst_ThrowsAndStartsNoOther()
    {
        using var source = new CancellationTokenSource();
        List<int> finished = [];

        Assert.Throws<OperationCanceledException>(() => Run(
            1,
            5,
            (_, _) =>
            {
                source.Cancel();
                return Done;
            },
            trial => finished.Add(trial.Number),
            source.Token));
        Assert.Equal([0], finished);
    }

    [Fact]
    public void Run_ThreeWorkers_RunThreeTrialsAtOnce()
    {
        using var meeting = new Barrier(3);
        List<int> finished = [];
        Run(
            3,
            3,
            (_, _) => meeting.SignalAndWait(TimeSpan.FromSeconds(30)) ? Done : throw new TimeoutException(),
            trial => finished.Add(trial.Number),
            default);

        Assert.Equal([0, 1, 2], finished.Order());
    }

    [Fact]
    public void Run_ReportThatThrows_IsThrown()
    {
        Assert.Throws<ArithmeticException>(() => Run(2, 4, (_, _) => Done, _ => throw new ArithmeticException(), default));
    }

    [Fact]
    public void Constructor_NoWorker_Throws() => Assert.Throws<ArgumentOutOfRangeException>(() => new LocalTrialExecutor(0));

    private static TrialResult Done => new() { State = TrialState.Completed, Score = 0 };

    private static void Run(
        int workers, int trials, Func<TrialSpec, CancellationToken, TrialResult> evaluate, Action<TrialSpec> onFinished, CancellationToken token) =>
        new LocalTrialExecutor(workers).Run(Specs(trials), evaluate, (trial, _) => onFinished(trial), token);

    private static TrialSpec[] Specs(int count) => [.. Enumerable.Range(0, count)
        .Select(n => new TrialSpec { Number = n, Parameters = ParameterSet.Empty, Seed = 0, ProposedBy = "test" })];
}
