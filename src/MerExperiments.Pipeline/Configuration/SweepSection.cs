using MerExperiments.Settings;

namespace MerExperiments.Pipeline.Configuration;

/// <summary>The search over heads, their parameters and the feature subset.</summary>
public sealed record SweepSection
{
    /// <summary>The heads tried.</summary>
    [Names(NameKind.Head)]
    public ValueList<string> Heads { get; init; } = ["attention", "concat-mlp", "lightgbm", "maximum-entropy"];

    /// <summary>Who proposes parameter sets.</summary>
    [Names(NameKind.Tuner)]
    public string Tuner { get; init; } = "tpe";

    /// <summary>How many parameter sets are tried; at least every head on each encoder alone and on all encoders.</summary>
    [Between(1, 100_000)]
    public int Trials { get; init; } = 24;

    /// <summary>Whether a trial may leave encoders out.</summary>
    public FeatureChoice Features { get; init; } = FeatureChoice.Subset;

    /// <summary>Minutes after which a sweep (one per mining iteration and outer fold) starts no new trials; its first ones always run. Null for no limit. A run that meets it depends on timing.</summary>
    [Between(0.001, 1_000_000)]
    public double? BudgetMinutes { get; init; }
}
