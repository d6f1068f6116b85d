namespace MerExperiments.AudioText.Training;

/// <summary>How the joint model is trained.</summary>
public sealed record TrainingOptions
{
    /// <summary>The most passes over the training rows, 1 to 1,000. Default 20.</summary>
    public int Epochs { get; init; } = 20;

    /// <summary>Rows per forward pass, 1 to 4,096. Default 16.</summary>
    public int BatchRows { get; init; } = 16;

    /// <summary>Forward passes per step of the optimiser, 1 to 1,024. Default 1.</summary>
    public int AccumulatedBatches { get; init; } = 1;

    /// <summary>The highest learning rate, above 0, reached after the warm-up. Default 1e-3, for a small model from scratch; 1e-4 suits adapters.</summary>
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>The share of all steps over which the rate rises from 0, 0 to 1; after it the rate falls along half a cosine to 0. Default 0.1.</summary>
    public double WarmUp { get; init; } = 0.1;

    /// <summary>AdamW's decay of matrices (vectors are not decayed), 0 or more. Default 0.01.</summary>
    public double WeightDecay { get; init; } = 0.01;

    /// <summary>The greatest norm of all gradients together, above 0. Default 1.</summary>
    public double GradientNorm { get; init; } = 1;

    /// <summary>What is done about class sizes. Default nothing.</summary>
    public ClassBalance Balance { get; init; } = ClassBalance.None;

    /// <summary>Epochs without a better validation score after which training ends, 1 or more. Default 5.</summary>
    public int Patience { get; init; } = 5;

    /// <summary>The share of the rows held back to choose the epoch, above 0 and at most 0.5; whole speakers where they are known. Default 0.15.</summary>
    public double ValidationShare { get; init; } = 0.15;

    /// <summary>Whether matrix products are computed in bfloat16. Default no; it pays on a GPU and on processors with AVX512-BF16.</summary>
    public bool BFloat16 { get; init; }

    /// <summary>Whether a layer's inner values are computed again in the backward pass rather than kept: memory against time. Default no.</summary>
    public bool Recompute { get; init; }

    /// <summary>Steps between two checkpoints, 1 or more; one is also written when training is stopped. Default 200.</summary>
    public int CheckpointSteps { get; init; } = 200;

    /// <summary>The seed of everything random: initial weights, order, dropout.</summary>
    public required NamedSeed Seed { get; init; }
}
