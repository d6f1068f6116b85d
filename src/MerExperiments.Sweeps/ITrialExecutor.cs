using MerExperiments.Runs;

namespace MerExperiments.Sweeps;

/// <summary>Computes the trials of one generation, in whatever order and place.</summary>
public interface ITrialExecutor
{
    /// <summary>Returns when all trials have ended.</summary>
    /// <param name="trials">What to compute.</param>
    /// <param name="evaluate">Computes one; called from several threads.</param>
    /// <param name="onFinished">Told of each result as it comes, one at a time.</param>
    /// <param name="cancellation">Stops the trials.</param>
    /// <exception cref="OperationCanceledException">It was stopped before all had ended.</exception>
    void Run(
        IReadOnlyList<TrialSpec> trials,
        Func<TrialSpec, CancellationToken, TrialResult> evaluate,
        Action<TrialSpec, TrialResult> onFinished,
        CancellationToken cancellation);
}
