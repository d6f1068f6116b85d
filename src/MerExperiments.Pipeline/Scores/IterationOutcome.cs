using MerExperiments.Pipeline.Inputs;
using MerExperiments.Search;

namespace MerExperiments.Pipeline.Scores;

/// <summary>What one mining iteration left: its ensemble's posteriors and what went into it.</summary>
internal sealed record IterationOutcome
{
    /// <summary>0 before mining, then 1, 2, …</summary>
    public required int Iteration { get; init; }

    /// <summary>The ensemble's weights by trial id, heaviest first.</summary>
    public required IReadOnlyList<KeyValuePair<string, double>> Weights { get; init; }

    /// <summary>The ensemble on the labelled part, out of fold: no fit trained on a row it scores, and the weights that score a fold were fitted on the others.</summary>
    public required Posteriors OutOfFold { get; init; }

    /// <summary>The metric of <see cref="OutOfFold"/>.</summary>
    public required double OutOfFoldScore { get; init; }

    /// <summary>The ensemble on the test part.</summary>
    public required Posteriors Test { get; init; }

    /// <summary>The ensemble on the pool.</summary>
    public required Posteriors Pool { get; init; }

    /// <summary>The pseudo-labels its trials trained with; none in iteration 0.</summary>
    public required IReadOnlyList<PseudoLabel> PseudoLabels { get; init; }

    /// <summary>Why mining ended after this iteration; null where it went on.</summary>
    public string? StopReason { get; init; }
}

/// <summary>What the flow left on one split.</summary>
/// <param name="Data">The split with its features.</param>
/// <param name="Singles">How far each encoder comes alone.</param>
/// <param name="Iterations">All mining iterations, from 0.</param>
/// <param name="Light">What classical models reach; null where the experiment asks for none.</param>
internal sealed record FlowOutcome(SplitFeatures Data, IReadOnlyList<SingleModality> Singles, IReadOnlyList<IterationOutcome> Iterations, LightBaseline? Light = null)
{
    /// <summary>The iteration with the best out-of-fold score, the earliest among equals. The test part has no say.</summary>
    public IterationOutcome Chosen => Iterations.MaxBy(iteration => iteration.OutOfFoldScore)!;

    /// <summary>An iteration, or the last one where mining ended before it.</summary>
    public IterationOutcome AtOrLast(int iteration) => Iterations[Math.Min(iteration, Iterations.Count - 1)];
}

/// <summary>The best of the classical models, chosen out of fold.</summary>
/// <param name="Head">Its head.</param>
/// <param name="Parameters">The head's parameters.</param>
/// <param name="OutOfFoldScore">Its score, which chose it.</param>
/// <param name="Test">Its posteriors on the test part.</param>
internal sealed record LightBaseline(string Head, ParameterSet Parameters, double OutOfFoldScore, Posteriors Test);

/// <summary>The best trial before mining that saw one encoder alone, chosen out of fold.</summary>
/// <param name="Encoder">The encoder.</param>
/// <param name="Modality">Its modality.</param>
/// <param name="Head">The trial's head.</param>
/// <param name="OutOfFoldScore">Its score, which chose it.</param>
/// <param name="Test">Its posteriors on the test part.</param>
internal sealed record SingleModality(string Encoder, Modality Modality, string Head, double OutOfFoldScore, Posteriors Test);
