using System.Runtime.ExceptionServices;
using MerExperiments.Runs;
using MerExperiments.Storage;

namespace MerExperiments.Sweeps;

/// <summary>The trials of one generation as several threads work them off.</summary>
internal sealed class LocalGeneration(
    IReadOnlyList<TrialSpec> trials,
    Func<TrialSpec, CancellationToken, TrialResult> evaluate,
    Action<TrialSpec, TrialResult> onFinished,
    CancellationToken cancellation) : IDisposable
{
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
    private readonly Lock _reporting = new();
    private ExceptionDispatchInfo? _stopper;
    private int _next = -1;
    private int _finished;

    /// <summary>Takes trials one after another until none is left or all are stopped. Throws nothing.</summary>
    public void Work()
    {
        try
        {
            while (!_stop.IsCancellationRequested && Interlocked.Increment(ref _next) is int index && index < trials.Count)
            {
                TrialResult result = Evaluate(trials[index]);
                lock (_reporting)
                {
                    onFinished(trials[index], result);
                    _finished++;
                }
            }
        }
        catch (Exception e)
        {
            Interlocked.CompareExchange(ref _stopper, ExceptionDispatchInfo.Capture(e), null);
            _stop.Cancel();
        }
    }

    /// <summary>Throws what stopped the trials, if anything did.</summary>
    public void ThrowIfStopped()
    {
        _stopper?.Throw();
        if (_finished < trials.Count)
        {
            throw new OperationCanceledException(cancellation);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _stop.Dispose();

    private TrialResult Evaluate(TrialSpec trial)
    {
        try
        {
            return evaluate(trial, _stop.Token);
        }
        catch (Exception e) when (!StopsSweep(e))
        {
            return new TrialResult { State = TrialState.Failed, Reason = $"{e.GetType().Name}: {e.Message.Split('\n')[0].TrimEnd()}" };
        }
    }

    private static bool StopsSweep(Exception e) => e is OperationCanceledException or OutOfMemoryException or IOException || FullDisk.Caused(e);
}
