namespace MerExperiments.AudioText;

/// <summary>Low-rank adaptation (LoRA, arXiv 2106.09685): y = W x + (alpha / rank) B A x with W frozen, A drawn at random and B starting at zero.</summary>
public sealed record LowRankOptions
{
    /// <summary>Rows of A, 1 to 1,024. Default 8.</summary>
    public int Rank { get; init; } = 8;

    /// <summary>The scale's numerator, above 0. Default 16.</summary>
    public double Alpha { get; init; } = 16;

    /// <summary>The chance that an input of A is dropped while training, 0 up to but not 1. Default 0.05.</summary>
    public double Dropout { get; init; } = 0.05;

    /// <summary>The matrices that get an adapter, by the last part of their published names: <c>q_proj</c>, <c>k_proj</c>, <c>v_proj</c>, <c>o_proj</c>,
    /// <c>gate_proj</c>, <c>up_proj</c>, <c>down_proj</c>; <c>W_pack</c> for Baichuan. Default: q_proj, v_proj and W_pack, those that the model has.</summary>
    public IReadOnlyList<string> Targets { get; init; } = ["q_proj", "v_proj", "W_pack"];
}
