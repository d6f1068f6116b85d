using MerExperiments.Settings;

namespace MerExperiments.Corpora;

/// <summary>Which folder a <see cref="Mer2024Reader"/> reads, and by which classes.</summary>
public sealed record Mer2024Options : IHasRules
{
    /// <summary>The corpus's folder, which holds <c>label-disdim.csv</c>.</summary>
    [WorkspacePath]
    public required string Root { get; init; }

    /// <summary>The classes, in the order of every posterior.</summary>
    [LeastCount(2)]
    public ValueList<string> Labels { get; init; } = [.. LabelSet.Mer2024.Names];

    /// <summary>The corpus's name in reports.</summary>
    public string Name { get; init; } = "MER2024";

    /// <inheritdoc/>
    public IEnumerable<BrokenRule> BrokenRules() => LabelRule.Broken(Labels);
}
