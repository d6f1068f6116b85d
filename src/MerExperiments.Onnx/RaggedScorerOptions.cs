namespace MerExperiments.Onnx;

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

    /// <summary>About how many values, padding included, one batch holds. Default 131,072.</summary>
    public int BatchValues { get; init; } = 131_072;
}
