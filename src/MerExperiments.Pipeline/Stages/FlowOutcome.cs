namespace MerExperiments.Pipeline.Stages;

/// <summary>What the flow left on one split.</summary>
/// <param name="Data">The split with its features.</param>
/// <param name="Singles">How far each encoder comes alone.</param>
/// <param name="Iterations">All mining iterations, from 0.</param>
public sealed record FlowOutcome(FlowData Data, IReadOnlyList<SingleModality> Singles, IReadOnlyList<IterationOutcome> Iterations)
{
    /// <summary>The iteration with the best out-of-fold score, the earliest among equals. The test part has no say.</summary>
    public IterationOutcome Chosen => Iterations.MaxBy(iteration => iteration.OutOfFoldScore)!;

    /// <summary>An iteration, or the last one where mining ended before it.</summary>
    public IterationOutcome AtOrLast(int iteration) => Iterations[Math.Min(iteration, Iterations.Count - 1)];
}
