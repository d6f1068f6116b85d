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

/// <summary>What one model learns from, and what it then encodes.</summary>
/// <param name="Fold">The fold whose rows the model does not train on, 0 or more. All folds start from the same initial weights, so it enters no seed.</param>
/// <param name="Training">The rows it learns from; all have a class.</param>
/// <param name="Encoded">Lists of rows to encode, without their classes; a list may be empty. For cross-fitting the last one is the training rows themselves, whose features
/// only serve to turn those of other folds into the same coordinates.</param>
public sealed record LearningTask(int Fold, JointRows Training, IReadOnlyList<JointRows> Encoded);
