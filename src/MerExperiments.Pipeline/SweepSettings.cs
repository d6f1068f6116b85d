using MerExperiments.Settings;
using MerExperiments.Sweeps;

namespace MerExperiments.Pipeline;

/// <summary>The search over heads, their parameters and the feature subset.</summary>
public sealed record SweepSettings
{
    /// <summary>The heads tried.</summary>
    [Names(NameKind.Head)]
    public ValueList<string> Heads { get; init; } = ["attention", "concat-mlp", "lightgbm", "maximum-entropy"];

    /// <summary>Whether a trial may leave encoders out: subset, or all where every trial uses all.</summary>
    public FeatureChoice Features { get; init; } = FeatureChoice.Subset;

    /// <summary>How the search goes.</summary>
    [Inline]
    public SweepOptions Search { get; init; } = new();
}

/// <summary>Which encoders' features a trial uses.</summary>
public enum FeatureChoice
{
    /// <summary>The sweep may leave encoders out.</summary>
    Subset,

    /// <summary>Every trial uses all.</summary>
    All,
}
