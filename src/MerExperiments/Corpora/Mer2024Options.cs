namespace MerExperiments.Corpora;

/// <summary>Which folder a <see cref="Mer2024Reader"/> reads, and by which classes.</summary>
public sealed record Mer2024Options
{
    /// <summary>The folder that holds <c>label-disdim.csv</c>.</summary>
    public required string Root { get; init; }

    /// <summary>The classes, in order. Default: the six of MER2024.</summary>
    public LabelSet Labels { get; init; } = LabelSet.Mer2024;

    /// <summary>The corpus's name, for reports.</summary>
    public string Name { get; init; } = "mer2024";
}
