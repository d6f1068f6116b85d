using MerExperiments.Settings;

namespace MerExperiments.Corpora;

/// <summary>Where EMO-DB's recordings lie (see <see cref="EmoDbManifest"/>).</summary>
public sealed record EmoDbOptions : IHasRules
{
    /// <summary>The corpus's folder, with the recordings: files named like 03a01Fa.wav.</summary>
    [WorkspacePath]
    public required string Root { get; init; }

    /// <summary>The classes, in the order of every posterior.</summary>
    [LeastCount(2)]
    public ValueList<string> Labels { get; init; } = [.. EmoDbManifest.Labels.Names];

    /// <summary>The corpus's name in reports.</summary>
    public string Name { get; init; } = "EMO-DB";

    /// <inheritdoc/>
    public IEnumerable<BrokenRule> BrokenRules() => LabelRule.Broken(Labels);
}
