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

/// <summary>How <see cref="RaggedScorer"/> feeds a model.</summary>
public sealed record RaggedScorerOptions
{
    /// <summary>The input that takes the rows: [batch, length], float or int64.</summary>
    public required string Input { get; init; }

    /// <summary>The output that is read: [batch, dimension], float.</summary>
    public required string Output { get; init; }

    /// <summary>An int64 input [batch] that takes each row's length, or null where the model has none.</summary>
    public string? Lengths { get; init; }

    /// <summary>An int64 input [batch, length] that takes 1 at each value and 0 at padding, or null where the model has none.</summary>
    public string? Mask { get; init; }

    /// <summary>The shortest length the model accepts; shorter rows are padded to it. Default 1.</summary>
    public int MinimumLength { get; init; } = 1;
}
