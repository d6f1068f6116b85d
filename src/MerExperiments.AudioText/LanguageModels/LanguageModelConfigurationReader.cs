using System.Text;
using System.Text.Json;
using MerExperiments.Storage;

namespace MerExperiments.AudioText.LanguageModels;

/// <summary>Reads the published <c>config.json</c> of a language model of a known <see cref="LanguageModelFamily"/>.</summary>
/// <remarks>What a file leaves out has the value that the family's published configuration class gives it. What the language model here does not compute is
/// refused by its name, never left out: a model that loads answers as the published one does.</remarks>
internal static class LanguageModelConfigurationReader
{
    private const int LargestVocabulary = 1 << 24;
    private const int LargestWidth = 1 << 23;
    private const int MostLayers = 1 << 12;
    private const int MostHeads = 1 << 14;
    private const int LongestContext = 1 << 28;

    /// <summary>Reads a configuration.</summary>
    /// <param name="path">The file, usually called config.json.</param>
    /// <exception cref="InvalidInputException">The file cannot be read, is no JSON object, is of an unknown family, or says what cannot be or is not computed
    /// here; all faults at once.</exception>
    public static LanguageModelConfiguration Read(string path)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(RegularFile.ReadAllText(path, new UTF8Encoding(false, true)), new JsonDocumentOptions { AllowDuplicateProperties = false });
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? Read(path, document.RootElement)
                : throw new InvalidInputException(path, "is not a JSON object; it must be a language model's published config.json");
        }
        catch (Exception e) when (e is JsonException or DecoderFallbackException)
        {
            throw new InvalidInputException(path, $"is not JSON: {e.Message}; it must be a language model's published config.json");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException(path, $"cannot be read: {e.Message}");
        }
    }

    private static LanguageModelConfiguration Read(string path, JsonElement root)
    {
        var faults = new List<Fault>();
        var values = new ConfigurationValues(path, "", root, faults);
        LanguageModelFamily? family = FamilyOf(values);
        RefuseWhatIsNotComputed(values);
        LanguageModelConfiguration configuration = WithSizes(values, family ?? LanguageModelFamily.Llama);
        configuration = WithPositions(values, configuration, family is not null);
        InvalidInputException.ThrowIfAny(faults);
        return configuration;
    }

    private static LanguageModelFamily? FamilyOf(ConfigurationValues values)
    {
        string[] known = [.. LanguageModelFamily.All.Select(family => family.ModelType)];
        if (values.Text("model_type") is not { } name)
        {
            values.Refuse("model_type", $"does not say the family; it must be one of: {string.Join(", ", known)}");
            return null;
        }

        if (LanguageModelFamily.All.FirstOrDefault(family => family.ModelType == name) is { } found)
        {
            return found;
        }

        string near = NearestName.Of(name, known) is { } nearest ? $"; the nearest is \"{nearest}\"" : "";
        values.Refuse("model_type", $"is \"{name}\", which is not a family that can be read; it must be one of: {string.Join(", ", known)}{near}");
        return null;
    }

    private static void RefuseWhatIsNotComputed(ConfigurationValues values)
    {
        if (values.Text("hidden_act") is { } activation and not "silu")
        {
            values.Refuse("hidden_act", $"is \"{activation}\"; only \"silu\" is computed");
        }

        if (values.Flag("use_sliding_window", false))
        {
            values.Refuse("use_sliding_window", "is true; only full attention is computed: set it to false where texts are shorter than the window");
        }
        else if (values.Lists("layer_types", "sliding_attention"))
        {
            values.Refuse("layer_types", "holds sliding_attention; only full attention is computed");
        }

        if (values.Has("quantization_config"))
        {
            values.Refuse("quantization_config", "says that the weights are quantised; take the model's unquantised weights (bf16, f16 or f32)");
        }

        if (values.Flag("mlp_bias", false))
        {
            values.Refuse("mlp_bias", "is true; feed-forward parts with biases are not computed");
        }

        if (values.Number("partial_rotary_factor", 1) != 1)
        {
            values.Refuse("partial_rotary_factor", "is not 1; only rotary positions over whole heads are computed");
        }
    }

    private static LanguageModelConfiguration WithSizes(ConfigurationValues values, LanguageModelFamily family)
    {
        int vocabulary = values.Size("vocab_size", null, LargestVocabulary, least: 2);
        int hidden = values.Size("hidden_size", null, LargestWidth);
        int heads = values.Size("num_attention_heads", null, MostHeads);
        return new LanguageModelConfiguration
        {
            Family = family,
            VocabularySize = vocabulary,
            HiddenSize = hidden,
            IntermediateSize = values.Size("intermediate_size", null, LargestWidth),
            Layers = values.Size("num_hidden_layers", null, MostLayers),
            Heads = heads,
            KeyValueHeads = KeyValueHeads(values, heads, family),
            HeadSize = HeadSize(values, hidden, heads, family),
            NormEpsilon = values.Number("rms_norm_eps", 1e-6, greatest: 1),
            ContextLength = ContextLength(values, family),
            TiedHead = values.Flag("tie_word_embeddings", false),
            AttentionBias = family.AttentionBias ?? values.Flag("attention_bias", false),
            NormalisedHead = vocabulary == family.NormalisedHeadVocabulary,
        };
    }

    private static int KeyValueHeads(ConfigurationValues values, int heads, LanguageModelFamily family)
    {
        if (!family.HasKeyValueHeads)
        {
            return heads;
        }

        int count = values.Size("num_key_value_heads", family.KeyValueHeads ?? heads, MostHeads);
        if (heads > 0 && count > 0 && heads % count != 0)
        {
            string stated = values.Has("num_key_value_heads") ? "" : " where it is not stated";
            values.Refuse("num_key_value_heads", FormattableString.Invariant($"is {count}{stated}; it must divide num_attention_heads, which is {heads}"));
        }

        return count;
    }

    private static int HeadSize(ConfigurationValues values, int hidden, int heads, LanguageModelFamily family)
    {
        if (hidden == 0 || heads == 0)
        {
            return 0;
        }

        if (hidden % heads != 0)
        {
            values.Refuse("hidden_size", FormattableString.Invariant($"is {hidden}; it must be a multiple of num_attention_heads, which is {heads}"));
            return 0;
        }

        int size = hidden / heads;
        if (family.HasHeadSize && values.Size("head_dim", size, LargestWidth) is int stated and > 0 && stated != size)
        {
            values.Refuse("head_dim", FormattableString.Invariant($"is {stated}; only hidden_size / num_attention_heads = {size} is computed"));
        }

        return size;
    }

    private static int ContextLength(ConfigurationValues values, LanguageModelFamily family) =>
        values.Size(family.ContextKeys.FirstOrDefault(values.Has) ?? family.ContextKeys[^1], family.ContextLength, LongestContext);

    private static LanguageModelConfiguration WithPositions(ConfigurationValues values, LanguageModelConfiguration shape, bool known)
    {
        PositionKind positions = shape.Family.Positions(values, shape.HiddenSize);
        if (known && positions == PositionKind.Rotary && shape.HeadSize % 2 != 0)
        {
            values.Refuse("num_attention_heads", FormattableString.Invariant($"gives heads of {shape.HeadSize} values; with rotary positions they must be even in number"));
        }

        ConfigurationValues? scaling = values.Part("rope_parameters") ?? values.Part("rope_scaling");
        return shape with
        {
            Positions = positions,
            RotaryBase = scaling?.Number("rope_theta", values.Number("rope_theta", 10_000)) ?? values.Number("rope_theta", 10_000),
            RotaryScaling = scaling is null ? null : RotaryScalingReader.Read(scaling, shape.ContextLength),
        };
    }
}
