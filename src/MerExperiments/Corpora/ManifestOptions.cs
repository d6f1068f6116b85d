using MerExperiments.Settings;

namespace MerExperiments.Corpora;

/// <summary>Which manifest a <see cref="ManifestReader"/> reads, and how.</summary>
public sealed record ManifestOptions : IHasRules
{
    /// <summary>The CSV that lists the clips: name,clip,audio,video,text,label,speaker,split, any subset of which name is one.</summary>
    [WorkspacePath]
    public required string Manifest { get; init; }

    /// <summary>The folder to which relative media paths belong; without it, the manifest's own folder.</summary>
    [WorkspacePath]
    public string? Root { get; init; }

    /// <summary>The classes, in the order of every posterior; without it, those that labelled and test rows name, in ordinal order.</summary>
    [LeastCount(2)]
    public ValueList<string>? Labels { get; init; }

    /// <summary>The corpus's name in reports; without it, the manifest's file name without its ending.</summary>
    public string? Name { get; init; }

    /// <inheritdoc/>
    public IEnumerable<BrokenRule> BrokenRules() => LabelRule.Broken(Labels);
}
