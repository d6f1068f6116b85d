using MerExperiments.AudioText.CrossFitting;
using MerExperiments.Evaluation;

namespace MerExperiments.Pipeline.JointModels;

/// <summary>What fine-tuning left.</summary>
public sealed record FineTuningResult
{
    /// <summary>The models, in the order of outer folds and folds.</summary>
    public required IReadOnlyList<FineTunedModel> Models { get; init; }

    /// <summary>The class heads on the labelled part (or the one fold's rows), each row by the model that did not train on it; null for one model on all rows.</summary>
    public ScoredSet? OutOfFold { get; init; }

    /// <summary>The mean of the class heads on the test part (or the one fold's head); null for one model on all rows.</summary>
    public ScoredSet? Test { get; init; }
}
