namespace MerExperiments.AudioText.CrossFitting;

/// <summary>What one model learns from, and what it then encodes.</summary>
/// <param name="Fold">The fold whose rows the model does not train on, 0 or more. All folds start from the same initial weights, so it enters no seed.</param>
/// <param name="Training">The rows it learns from; all have a class.</param>
/// <param name="Encoded">Lists of rows to encode, without their classes; a list may be empty. For cross-fitting the last one is the training rows themselves, whose features
/// only serve to turn those of other folds into the same coordinates.</param>
public sealed record LearningTask(int Fold, JointRows Training, IReadOnlyList<JointRows> Encoded);
