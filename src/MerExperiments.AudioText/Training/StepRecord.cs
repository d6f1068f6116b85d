namespace MerExperiments.AudioText.Training;

/// <summary>One step of training: a row of <c>steps.csv</c>.</summary>
/// <param name="Step">The step, from 1, counted over all epochs.</param>
/// <param name="Epoch">The epoch, from 1.</param>
/// <param name="Loss">What was made smaller: both losses by their weights in the options, on average over the step's rows by their weights.</param>
/// <param name="ClassLoss">The class head's cross-entropy alone, in nats.</param>
/// <param name="WordLoss">The next-token loss on the class's name alone, in nats per token; 0 where it has no weight.</param>
/// <param name="LearningRate">The rate of this step.</param>
/// <param name="GradientNorm">The norm of all gradients together, before it was bounded.</param>
public sealed record StepRecord(int Step, int Epoch, double Loss, double ClassLoss, double WordLoss, double LearningRate, double GradientNorm);
