using MerExperiments.Runs;

namespace MerExperiments.Sweeps;

/// <summary>Computes trials on threads of this process.</summary>
/// <remarks>A trial that throws has failed, and the others go on. Cancellation, input and output errors and exhausted memory are no fault of the trial:
/// they stop all trials, leave the trial without a result, and are thrown on once every thread has ended.</remarks>
/// <param name="workers">The number of threads, 1 or more.</param>
internal sealed class LocalTrialExecutor(int workers)
{
    private readonly int _workers = workers >= 1
        ? workers
        : throw new ArgumentOutOfRangeException(nameof(workers), $"{workers} workers; there must be 1 or more");

    /// <summary>Returns when all trials have ended.</summary>
    /// <param name="trials">What to compute.</param>
    /// <param name="evaluate">Computes one; called from several threads.</param>
    /// <param name="onFinished">Told of each result as it comes, one at a time.</param>
    /// <param name="cancellation">Stops the trials.</param>
    /// <exception cref="OperationCanceledException">It was stopped before all had ended.</exception>
    public void Run(
        IReadOnlyList<TrialSpec> trials,
        Func<TrialSpec, CancellationToken, TrialResult> evaluate,
        Action<TrialSpec, TrialResult> onFinished,
        CancellationToken cancellation)
    {
        using var generation = new LocalGeneration(trials, evaluate, onFinished, cancellation);
        Thread[] threads = [.. Enumerable.Range(0, Math.Min(_workers, trials.Count))
            .Select(worker => new Thread(generation.Work) { Name = $"trial worker {worker}", IsBackground = true })];
        foreach (Thread thread in threads)
        {
            thread.Start();
        }

        foreach (Thread thread in threads)
        {
            thread.Join();
        }

        generation.ThrowIfStopped();
    }
}
