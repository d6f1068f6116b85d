using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MerExperiments.AudioText.LanguageModels;

/// <summary>A family of published decoder-only language models: how its tensors are called and what its <c>config.json</c> leaves unsaid.</summary>
/// <remarks>All families compute the same layers (<see cref="DecoderNetwork"/>). To add one, write its record below and put it into <see cref="All"/>: the reader, the weights,
/// adapters, export and the names in experiments.json follow from it.</remarks>
[JsonConverter(typeof(ByModelType))]
internal sealed record LanguageModelFamily
{
    /// <summary>Qwen2 and Qwen2.5: biases on queries, keys and values.</summary>
    public static LanguageModelFamily Qwen2 { get; } = new() { Name = "Qwen2", ModelType = "qwen2", AttentionBias = true, KeyValueHeads = 32, ContextLength = 32_768 };

    /// <summary>Llama 2, 3, 3.1, 3.2: biases only where the file asks for them.</summary>
    public static LanguageModelFamily Llama { get; } = new() { Name = "Llama", ModelType = "llama", AttentionBias = null, ContextLength = 2048 };

    /// <summary>Baichuan and Baichuan 2: queries, keys and values in one matrix; the 13B models use linear biases; Baichuan 2 normalises its head's rows.</summary>
    public static LanguageModelFamily Baichuan { get; } = new()
    {
        Name = "Baichuan",
        ModelType = "baichuan",
        Attention = ["self_attn.W_pack"],
        AttentionBias = false,
        HasKeyValueHeads = false,
        HasHeadSize = false,
        ContextKeys = ["model_max_length", "max_position_embeddings"],
        ContextLength = 4096,
        Positions = BaichuanPositions,
        NormalisedHeadVocabulary = 125_696, // all Baichuan 2 models have it and no Baichuan 1 model has; the files say it in no other way
    };

    /// <summary>All families that can be read.</summary>
    public static IReadOnlyList<LanguageModelFamily> All { get; } = [Qwen2, Llama, Baichuan];

    /// <summary>The matrices of the layers of all families, by the last part of their names.</summary>
    public static IReadOnlyList<string> MatricesOfAll { get; } = [.. All.SelectMany(family => family.Matrices).Distinct(StringComparer.Ordinal)];

    /// <summary>How people call it.</summary>
    public required string Name { get; init; }

    /// <summary>How <c>config.json</c> calls it, in <c>model_type</c>.</summary>
    public required string ModelType { get; init; }

    /// <summary>The embedding, [V, H].</summary>
    public string Embedding { get; init; } = "model.embed_tokens.weight";

    /// <summary>The norm after the last layer, [H].</summary>
    public string LastNorm { get; init; } = "model.norm.weight";

    /// <summary>The head, [V, H].</summary>
    public string Head { get; init; } = "lm_head.weight";

    /// <summary>What the names of a layer's tensors begin with; {0} is the layer, from 0.</summary>
    public string LayerPrefix { get; init; } = "model.layers.{0}.";

    /// <summary>A layer's norm before attention.</summary>
    public string AttentionNorm { get; init; } = "input_layernorm.weight";

    /// <summary>A layer's norm before the feed-forward part.</summary>
    public string FeedNorm { get; init; } = "post_attention_layernorm.weight";

    /// <summary>The matrices of queries, keys and values, without <c>.weight</c> and <c>.bias</c>; a single one holds all three, one below the other.</summary>
    public IReadOnlyList<string> Attention { get; init; } = ["self_attn.q_proj", "self_attn.k_proj", "self_attn.v_proj"];

    /// <summary>The matrix after attention.</summary>
    public string Out { get; init; } = "self_attn.o_proj";

    /// <summary>The matrix of SwiGLU's gates.</summary>
    public string Gate { get; init; } = "mlp.gate_proj";

    /// <summary>The matrix of what passes the gates.</summary>
    public string Up { get; init; } = "mlp.up_proj";

    /// <summary>The matrix after the gates.</summary>
    public string Down { get; init; } = "mlp.down_proj";

    /// <summary>What a checkpoint may hold of rotary wavelengths, which are computed here: the end of the names.</summary>
    public string Wavelengths { get; init; } = "rotary_emb.inv_freq";

    /// <summary>Whether queries, keys and values have biases; null where the file says it, in <c>attention_bias</c>.</summary>
    public required bool? AttentionBias { get; init; }

    /// <summary>Whether the file says, in <c>num_key_value_heads</c>, how many heads keys and values have; else as many as queries.</summary>
    public bool HasKeyValueHeads { get; init; } = true;

    /// <summary>How many they are where the file could say it and does not; null for as many as queries.</summary>
    public int? KeyValueHeads { get; init; }

    /// <summary>Whether the file may say, in <c>head_dim</c>, how many values a head has.</summary>
    public bool HasHeadSize { get; init; } = true;

    /// <summary>The keys of the longest sequence; the first that the file has counts.</summary>
    public IReadOnlyList<string> ContextKeys { get; init; } = ["max_position_embeddings"];

    /// <summary>The longest sequence where the file does not say it.</summary>
    public required int ContextLength { get; init; }

    /// <summary>How order is known, from the file and the hidden size.</summary>
    public Func<ConfigurationValues, int, PositionKind> Positions { get; init; } = (_, _) => PositionKind.Rotary;

    /// <summary>The vocabulary by which models are told that scale their head's rows to length 1; null where none do.</summary>
    public int? NormalisedHeadVocabulary { get; init; }

    /// <summary>The matrices of a layer, by the last part of their names: what adapters can be put beside.</summary>
    public IEnumerable<string> Matrices => NamesIn(0).Matrices.Select(name => name[(name.LastIndexOf('.') + 1)..]);

    /// <summary>The names of a layer's tensors.</summary>
    public LayerNames NamesIn(int layer)
    {
        string prefix = string.Format(CultureInfo.InvariantCulture, LayerPrefix, layer);
        return new LayerNames(
            prefix + AttentionNorm, [.. Attention.Select(name => prefix + name)], prefix + Out, prefix + FeedNorm, prefix + Gate, prefix + Up, prefix + Down);
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>Published Baichuan files do not state the kind of positions; their sizes do: those of the 7B models are rotary. A key of our own overrules that.</summary>
    private static PositionKind BaichuanPositions(ConfigurationValues values, int hiddenSize)
    {
        const int RotarySize = 4096;
        switch (values.Text("position_embedding"))
        {
            case "rope":
                return PositionKind.Rotary;
            case "alibi":
                return PositionKind.LinearBias;
            case null:
                return hiddenSize == RotarySize ? PositionKind.Rotary : PositionKind.LinearBias;
            case { } other:
                values.Refuse("position_embedding", $"is \"{other}\"{NearestName.Hint(other, ["rope", "alibi"])}");
                return PositionKind.LinearBias;
        }
    }

    /// <summary>Writes a family as what config.json calls it.</summary>
    private sealed class ByModelType : JsonConverter<LanguageModelFamily>
    {
        public override LanguageModelFamily Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            string? name = reader.GetString();
            return All.FirstOrDefault(family => family.ModelType == name) ?? throw new JsonException($"\"{name}\" is no family of language models");
        }

        public override void Write(Utf8JsonWriter writer, LanguageModelFamily value, JsonSerializerOptions options) => writer.WriteStringValue(value.ModelType);
    }
}

/// <summary>The names of one layer's tensors; those of matrices without <c>.weight</c> and <c>.bias</c>.</summary>
internal sealed record LayerNames(string AttentionNorm, IReadOnlyList<string> Attention, string Out, string FeedNorm, string Gate, string Up, string Down)
{
    /// <summary>All matrices, in the order in which they are computed.</summary>
    public IEnumerable<string> Matrices => [.. Attention, Out, Gate, Up, Down];
}
