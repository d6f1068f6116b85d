using System.Text.Json.Nodes;
using CsCheck;
using MerExperiments.AudioText.LanguageModels;

namespace MerExperiments.AudioText.Tests.LanguageModels;

public sealed class ConfigurationReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_Qwen2_HasBiasesAndATiedHead()
    {
        Assert.Equal(
            new LanguageModelConfiguration
            {
                Family = LanguageModelFamily.Qwen2,
                VocabularySize = 71,
                HiddenSize = 48,
                IntermediateSize = 96,
                Layers = 2,
                Heads = 6,
                KeyValueHeads = 2,
                HeadSize = 8,
                NormEpsilon = 1e-6,
                RotaryBase = 1e6,
                ContextLength = 256,
                TiedHead = true,
                AttentionBias = true,
            },
            Published("qwen2-tiny"));
    }

    [Fact]
    public void Read_Llama_HasItsScaling()
    {
        Assert.Equal(
            new LanguageModelConfiguration
            {
                Family = LanguageModelFamily.Llama,
                VocabularySize = 71,
                HiddenSize = 48,
                IntermediateSize = 96,
                Layers = 2,
                Heads = 6,
                KeyValueHeads = 3,
                HeadSize = 8,
                NormEpsilon = 1e-5,
                RotaryBase = 5e5,
                ContextLength = 256,
                RotaryScaling = new RotaryScaling(RotaryScalingKind.Llama3, 8, 1, 4, 64),
            },
            Published("llama-tiny"));
    }

    [Fact]
    public void Read_Baichuan_HasLinearBiasesAndPackedAttention()
    {
        LanguageModelConfiguration read = Published("baichuan-tiny");

        Assert.Equal((PositionKind.LinearBias, 6, 8, 256), (read.Positions, read.KeyValueHeads, read.HeadSize, read.ContextLength));
        Assert.Equal(["W_pack", "o_proj", "gate_proj", "up_proj", "down_proj"], read.Family.Matrices);
        Assert.False(read.NormalisedHead || read.TiedHead || read.AttentionBias);
    }

    [Theory]
    [InlineData(4096, 32, 64000, null, nameof(PositionKind.Rotary), false)]
    [InlineData(4096, 32, 125696, null, nameof(PositionKind.Rotary), true)]
    [InlineData(5120, 40, 64000, null, nameof(PositionKind.LinearBias), false)]
    [InlineData(5120, 40, 125696, null, nameof(PositionKind.LinearBias), true)]
    [InlineData(5120, 40, 64000, "rope", nameof(PositionKind.Rotary), false)]
    [InlineData(4096, 32, 64000, "alibi", nameof(PositionKind.LinearBias), false)]
    public void Read_BaichuanSizes_TellPositionsAndHead(int hidden, int heads, int vocabulary, string? stated, string positions, bool normalised)
    {
        LanguageModelConfiguration read = Read(json =>
        {
            json["model_type"] = "baichuan";
            (json["hidden_size"], json["num_attention_heads"], json["vocab_size"], json["position_embedding"]) = (hidden, heads, vocabulary, stated);
        });

        Assert.Equal((positions, normalised), (read.Positions.ToString(), read.NormalisedHead));
    }

    [Fact]
    public void Read_NothingStated_TakesTheFamilysDefaults()
    {
        LanguageModelConfiguration read = Read(_ => { });

        Assert.Equal((4, 1e-6, 10_000, 2048), (read.KeyValueHeads, read.NormEpsilon, read.RotaryBase, read.ContextLength));
        Assert.False(read.TiedHead || read.AttentionBias || read.NormalisedHead);
        Assert.Null(read.RotaryScaling);
    }

    [Fact]
    public void Read_NewerFile_TakesTheBaseFromRopeParameters()
    {
        LanguageModelConfiguration read = Read(json => json["rope_parameters"] = new JsonObject { ["rope_type"] = "default", ["rope_theta"] = 7e5 });

        Assert.Equal((7e5, null), (read.RotaryBase, read.RotaryScaling));
    }

    [Fact]
    public void Read_LinearScalingUnderItsOldKey_IsRead()
    {
        LanguageModelConfiguration read = Read(json => json["rope_scaling"] = new JsonObject { ["type"] = "linear", ["factor"] = 4 });

        Assert.Equal(new RotaryScaling(RotaryScalingKind.Linear, 4), read.RotaryScaling);
    }

    [Theory]
    [InlineData("model_type", "\"qwen\"", "is \"qwen\", which is not a family that can be read; it must be one of: qwen2, llama, baichuan; the nearest is \"qwen2\"")]
    [InlineData("model_type", "null", "does not say the family; it must be one of: qwen2, llama, baichuan")]
    [InlineData("vocab_size", "null", "is missing; it must be a whole number from 2 to 16777216")]
    [InlineData("vocab_size", "1", "is 1; it must be a whole number from 2 to 16777216")]
    [InlineData("hidden_size", "32.5", "is 32.5; it must be a whole number from 1 to 8388608")]
    [InlineData("intermediate_size", "\"64\"", "is \"64\"; it must be a whole number from 1 to 8388608")]
    [InlineData("num_hidden_layers", "-2", "is -2; it must be a whole number from 1 to 4096")]
    [InlineData("num_hidden_layers", "99999999999999999999", "is 99999999999999999999; it must be a whole number from 1 to 4096")]
    [InlineData("intermediate_size", "4294967360", "is 4294967360; it must be a whole number from 1 to 8388608")]
    [InlineData("hidden_size", "30", "is 30; it must be a multiple of num_attention_heads, which is 4")]
    [InlineData("hidden_size", "28", "gives heads of 7 values; with rotary positions they must be even in number")]
    [InlineData("num_key_value_heads", "3", "is 3; it must divide num_attention_heads, which is 4")]
    [InlineData("head_dim", "16", "is 16; only hidden_size / num_attention_heads = 8 is computed")]
    [InlineData("hidden_act", "\"gelu\"", "is \"gelu\"; only \"silu\" is computed")]
    [InlineData("rms_norm_eps", "0", "is 0; it must be a finite number above 0 and at most 1")]
    [InlineData("rope_theta", "1e999", "is 1e999; it must be a finite number above 0")]
    [InlineData("use_sliding_window", "true", "is true; only full attention is computed: set it to false where texts are shorter than the window")]
    [InlineData("tie_word_embeddings", "1", "is 1; it must be true or false")]
    [InlineData("quantization_config", "{}", "says that the weights are quantised; take the model's unquantised weights (bf16, f16 or f32)")]
    [InlineData("rope_scaling", "{\"type\":\"yarn\"}", "is \"yarn\", a stretching of rotary positions that is not computed; it must be one of: default, linear, llama3")]
    [InlineData("rope_scaling", "{\"rope_type\":\"linear\",\"factor\":0.5}", "is 0.5; it must be 1 or more")]
    [InlineData("rope_scaling", "8", "is 8; it must be an object")]
    public void Read_FaultyValue_IsRefusedWithTheRule(string key, string value, string problem)
    {
        var error = Assert.Throws<InvalidInputException>(() => Read(json => json[key] = value == "1e999" ? null : JsonNode.Parse(value), value == "1e999" ? (key, value) : null));

        Assert.Equal(problem, Assert.Single(error.Faults).Problem);
    }

    [Fact]
    public void Read_SeveralFaults_AreNamedAtOnceWithTheirKeys()
    {
        var error = Assert.Throws<InvalidInputException>(() => Read(json =>
            (json["hidden_act"], json["vocab_size"], json["rope_scaling"]) = ("relu", 0, new JsonObject { ["type"] = "dynamic" })));

        Assert.Equal(["hidden_act", "vocab_size", "rope_scaling.type"], error.Faults.Select(fault => fault.Place.Split(": ")[1]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[1]")]
    [InlineData("{\"hidden_size\": 1, \"hidden_size\": 2}")]
    [InlineData("{\"hidden_size\": NaN}")]
    public void Read_NoJsonObject_IsRefused(string text)
    {
        File.WriteAllText(_folder.At("config.json"), text);

        Assert.Throws<InvalidInputException>(() => LanguageModelConfigurationReader.Read(_folder.At("config.json")));
    }

    [Fact]
    public void Read_MissingFile_IsRefused() =>
        Assert.Throws<InvalidInputException>(() => LanguageModelConfigurationReader.Read(_folder.At("absent.json")));

    [Fact]
    public void Read_AnyDamage_RefusesOrReadsButNeverFails()
    {
        byte[] whole = File.ReadAllBytes(ReferenceModel.PathOf("llama-tiny", "config.json"));
        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte, Gen.Int[0, whole.Length]).Sample(
            (at, value, length) =>
            {
                byte[] damaged = [.. whole];
                damaged[at] = value;
                File.WriteAllBytes(_folder.At("config.json"), length % 3 == 0 ? damaged[..length] : damaged);
                Assert.True(Record.Exception(() => LanguageModelConfigurationReader.Read(_folder.At("config.json"))) is null or InvalidInputException);
            },
            iter: 500,
            threads: 1);
    }

    private static LanguageModelConfiguration Published(string model) => LanguageModelConfigurationReader.Read(ReferenceModel.PathOf(model, "config.json"));

    /// <summary>Reads a small Llama configuration after a change; a value that no JSON node can hold is put in as text.</summary>
    private LanguageModelConfiguration Read(Action<JsonObject> change, (string Key, string Text)? raw = null)
    {
        var json = new JsonObject
        {
            ["model_type"] = "llama",
            ["vocab_size"] = 100,
            ["hidden_size"] = 32,
            ["intermediate_size"] = 64,
            ["num_hidden_layers"] = 2,
            ["num_attention_heads"] = 4,
        };
        change(json);
        string text = raw is var (key, value) ? json.ToJsonString().Replace($"\"{key}\":null", $"\"{key}\":{value}", StringComparison.Ordinal) : json.ToJsonString();
        File.WriteAllText(_folder.At("config.json"), text);
        return LanguageModelConfigurationReader.Read(_folder.At("config.json"));
    }
}
