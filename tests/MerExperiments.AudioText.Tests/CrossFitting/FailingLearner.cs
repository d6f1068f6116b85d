using MerExperiments.AudioText.CrossFitting;

namespace MerExperiments.AudioText.Tests.CrossFitting;

/// <summary>Its first fold to come lasts until it is stopped; every later one is refused.</summary>
internal sealed class FailingLearner : IFeatureLearner
{
    private int _folds;

    public bool FirstWasStopped { get; private set; }

    public IReadOnlyList<EncodedRows> Learn(LearningTask task, CancellationToken cancellation)
    {
        if (Interlocked.Increment(ref _folds) > 1)
        {
            throw new InvalidInputException($"fold {task.Fold}", "is refused");
        }

        FirstWasStopped = cancellation.WaitHandle.WaitOne(TimeSpan.FromSeconds(30));
        throw new OperationCanceledException(cancellation);
    }
}
