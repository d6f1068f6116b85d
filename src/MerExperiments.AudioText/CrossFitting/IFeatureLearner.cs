namespace MerExperiments.AudioText.CrossFitting;

/// <summary>Learns from labelled rows what turns rows into features and class posteriors.</summary>
/// <remarks>Called for several folds at once from several threads. What it gives depends on the task alone: not on other tasks, nor on order or time.</remarks>
public interface IFeatureLearner
{
    /// <summary>Learns from the task's training rows, and encodes its other rows.</summary>
    /// <returns>One block for each of <see cref="LearningTask.Encoded"/>, in that order; the feature of a row with nothing to learn from is NaN in all values or in none.</returns>
    /// <exception cref="OperationCanceledException">It was stopped; an implementation with a folder goes on from it when it is asked again.</exception>
    IReadOnlyList<EncodedRows> Learn(LearningTask task, CancellationToken cancellation);
}
