namespace MerExperiments.Onnx;

/// <summary>What <see cref="BatchedOnnxEstimator"/> runs, and on which columns.</summary>
public sealed record BatchedOnnxOptions
{
    /// <summary>The model file.</summary>
    public required string ModelPath { get; init; }

    /// <summary>The column that is read: a vector of float or int64, of fixed or variable size.</summary>
    public required string InputColumn { get; init; }

    /// <summary>The column that is added: a float vector.</summary>
    public required string OutputColumn { get; init; }

    /// <summary>The tensors, and the size of a batch.</summary>
    public required RaggedScorerOptions Tensors { get; init; }
}
