using MerExperiments.AudioText;
using MerExperiments.Settings;

namespace MerExperiments.Pipeline.Configuration;

/// <summary>Low-rank adapters (LoRA) on a frozen language model.</summary>
public sealed record LowRankSection
{
    /// <summary>Whether there are adapters; auto: on a published model, not on one trained from scratch.</summary>
    public LowRankUse Use { get; init; } = LowRankUse.Auto;

    /// <summary>Their rank.</summary>
    [Between(1, 1024)]
    public int Rank { get; init; } = 8;

    /// <summary>The numerator of their scale; the denominator is the rank.</summary>
    [Between(0.001, 10_000)]
    public double Alpha { get; init; } = 16;

    /// <summary>The share of their inputs dropped while training.</summary>
    [Between(0, 0.95)]
    public double Dropout { get; init; } = 0.05;

    /// <summary>The matrices that get one, by the last part of their published names; those that the model does not have are passed over.</summary>
    [Names(NameKind.AdapterTarget)]
    public ValueList<string> Targets { get; init; } = [.. new LowRankOptions().Targets];
}
