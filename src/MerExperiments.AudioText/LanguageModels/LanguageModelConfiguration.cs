namespace MerExperiments.AudioText.LanguageModels;

/// <summary>The shape of a decoder-only language model: what a published <c>config.json</c> says, or what is chosen for training from scratch.</summary>
internal sealed record LanguageModelConfiguration
{
    /// <summary>The family.</summary>
    public required LanguageModelFamily Family { get; init; }

    /// <summary>Rows of the embedding, 2 or more.</summary>
    public required int VocabularySize { get; init; }

    /// <summary>Values of a hidden state; <see cref="Heads"/> times <see cref="HeadSize"/>.</summary>
    public required int HiddenSize { get; init; }

    /// <summary>Values between the two matrices of the feed-forward part (SwiGLU).</summary>
    public required int IntermediateSize { get; init; }

    /// <summary>Layers, 1 or more.</summary>
    public required int Layers { get; init; }

    /// <summary>Attention heads of the queries.</summary>
    public required int Heads { get; init; }

    /// <summary>Heads of keys and values; a divisor of <see cref="Heads"/>, each shared by as many query heads (grouped-query attention, arXiv 2305.13245).</summary>
    public required int KeyValueHeads { get; init; }

    /// <summary>Values of one head; even where positions are rotary.</summary>
    public required int HeadSize { get; init; }

    /// <summary>Added to the mean square in RMSNorm (arXiv 1910.07467).</summary>
    public double NormEpsilon { get; init; } = 1e-6;

    /// <summary>How order is known.</summary>
    public PositionKind Positions { get; init; } = PositionKind.Rotary;

    /// <summary>The base of the rotary wavelengths.</summary>
    public double RotaryBase { get; init; } = 10_000;

    /// <summary>How rotary positions are stretched; null where they are not.</summary>
    public RotaryScaling? RotaryScaling { get; init; }

    /// <summary>The most tokens of one sequence.</summary>
    public required int ContextLength { get; init; }

    /// <summary>True where the head's matrix is the embedding.</summary>
    public bool TiedHead { get; init; }

    /// <summary>True where queries, keys and values have biases (Qwen2).</summary>
    public bool AttentionBias { get; init; }

    /// <summary>True where the head's rows are scaled to length 1 (Baichuan 2).</summary>
    public bool NormalisedHead { get; init; }
}

/// <summary>How a language model knows the order of its tokens.</summary>
internal enum PositionKind
{
    /// <summary>Rotary position embedding (arXiv 2104.09864): queries and keys are turned by an angle that grows with the position.</summary>
    Rotary,

    /// <summary>Linear biases (ALiBi, arXiv 2108.12409): attention falls with the distance, by a slope of its own for each head.</summary>
    LinearBias,
}

/// <summary>How a language model's weights are kept and its matrix products computed. Norms, losses and adapters are float32 always.</summary>
internal enum ModelPrecision
{
    /// <summary>Float32 throughout.</summary>
    Single,

    /// <summary>Weights in float32, products in bfloat16: for weights that are trained.</summary>
    Mixed,

    /// <summary>Weights and products in bfloat16: for frozen weights, half the memory.</summary>
    BFloat16,
}
