namespace MerExperiments.Cli.Tests;

public sealed class StopSignalsTests : IDisposable
{
    private readonly StringWriter _error = new();
    private readonly HeldTime _time = new();
    private readonly StopSignals _signals;

    public StopSignalsTests() => _signals = new StopSignals(_error, _time);

    public void Dispose() => _signals.Dispose();

    [Fact]
    public async Task Ask_First_StopsTheWorkAndNotTheProcess()
    {
        var heard = new TaskCompletionSource();
        using CancellationTokenRegistration registration = _signals.Token.Register(heard.SetResult);

        Assert.True(_signals.Ask());
        await heard.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        Assert.True(_signals.Token.IsCancellationRequested);
    }

    [Fact]
    public void Ask_Second_IsLeftToTheSystemEvenWhileTheFirstIsBeingAnswered()
    {
        using var release = new ManualResetEventSlim();
        using CancellationTokenRegistration slow = _signals.Token.Register(() => release.Wait(TestContext.Current.CancellationToken));

        Assert.True(_signals.Ask());
        Assert.False(_signals.Ask());
        Assert.False(_signals.Ask());
        release.Set();
    }

    [Fact]
    public void Ask_NoSafePointForLong_SaysOnceHowToEndIt()
    {
        _signals.Ask();
        Assert.Equal((TimeSpan.FromSeconds(30), Timeout.InfiniteTimeSpan), (_time.Due, _time.Period));
        Assert.Empty(_error.ToString());

        _time.Ring();
        Assert.StartsWith("still finishing", _error.ToString(), StringComparison.Ordinal);
        Assert.Contains("a second Ctrl-C (or signal) ends it now", _error.ToString(), StringComparison.Ordinal);
    }

    /// <summary>A clock whose one timer rings when the test says so.</summary>
    private sealed class HeldTime : TimeProvider
    {
        public TimeSpan Due { get; private set; }

        public TimeSpan Period { get; private set; }

        public Action Ring { get; private set; } = () => { };

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            (Due, Period, Ring) = (dueTime, period, () => callback(state));
            return new Timer(_ => { }, null, Timeout.Infinite, Timeout.Infinite);
        }
    }
}
