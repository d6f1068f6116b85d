namespace MerExperiments.Mining;

/// <summary>For which fold of which mining iteration is voted, and how many human labels that fold trains on.</summary>
/// <param name="Iteration">The mining iteration, 1 or more.</param>
/// <param name="Fold">The fold whose training part the labels enter. No voter may have trained on its validation part.</param>
/// <param name="LabelledPerClass">The human-labelled utterances in that training part, by class, in the label set's order.</param>
public sealed record VotingRound(int Iteration, int Fold, IReadOnlyList<int> LabelledPerClass);
