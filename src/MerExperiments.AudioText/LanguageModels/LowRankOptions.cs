using MerExperiments.Settings;

namespace MerExperiments.AudioText.LanguageModels;

/// <summary>Low-rank adaptation (LoRA, arXiv 2106.09685): y = W x + (alpha / rank) B A x with W frozen, A drawn at random and B starting at zero.</summary>
public sealed record LowRankOptions
{
    /// <summary>The matrices of all families that can have an adapter, by the last part of their published names.</summary>
    public static IReadOnlyList<string> KnownTargets { get; } = LanguageModelFamily.MatricesOfAll;

    /// <summary>Whether there are adapters; auto: on a published model, not on one trained from scratch.</summary>
    public LowRankUse Use { get; init; } = LowRankUse.Auto;

    /// <summary>Their rank: rows of A.</summary>
    [Between(1, 1024)]
    public int Rank { get; init; } = 8;

    /// <summary>The numerator of their scale; the denominator is the rank.</summary>
    [Between(0.001, 10_000)]
    public double Alpha { get; init; } = 16;

    /// <summary>The share of A's inputs dropped while training.</summary>
    [Between(0, 0.95)]
    public double Dropout { get; init; } = 0.05;

    /// <summary>The matrices that get one, by the last part of their published names; those that the model does not have are passed over.</summary>
    [Names(NameKind.AdapterTarget)]
    public ValueList<string> Targets { get; init; } = ["q_proj", "v_proj", "W_pack"];
}

/// <summary>Whether a language model is trained through low-rank adapters.</summary>
public enum LowRankUse
{
    /// <summary>A published model is; one trained from scratch is not, because all of its weights have to be learned.</summary>
    Auto,

    /// <summary>It is: its own weights stay as they are.</summary>
    On,

    /// <summary>All of its weights are trained.</summary>
    Off,
}
