using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Json.Nodes;
using MerExperiments.AudioText.LanguageModels;
using static TorchSharp.torch;

namespace MerExperiments.AudioText.Tests.LanguageModels;

/// <summary>A tiny published-format model and what an independent float64 program computed with it.</summary>
internal sealed class ReferenceModel : IDisposable
{
    private readonly JsonNode _expected;

    private ReferenceModel(LanguageModelConfiguration configuration, string folder)
    {
        _expected = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "reference.json")))!;
        Model = new LanguageModel(configuration, new NamedSeed(1), CPU);
        Fill(Model, Path.Combine(folder, "model.safetensors"));
        Ids = TorchData.Copy(Values<long>("input_ids"), CPU, 3, 11);
        Mask = TorchData.Copy(Values<long>("attention_mask"), CPU, 3, 11).to(ScalarType.Bool);
    }

    public static IEnumerable<string> Families => ["qwen2", "llama", "baichuan"];

    private static LanguageModelConfiguration Shape { get; } = new()
    {
        Family = LanguageModelFamily.Qwen2, VocabularySize = 71, HiddenSize = 48, IntermediateSize = 96, Layers = 2, Heads = 6, KeyValueHeads = 2, HeadSize = 8,
        RotaryBase = 1e6, ContextLength = 256, TiedHead = true, AttentionBias = true,
    };

    private static IReadOnlyDictionary<string, LanguageModelConfiguration> Tiny { get; } = new Dictionary<string, LanguageModelConfiguration>
    {
        ["qwen2"] = Shape,
        ["llama"] = Shape with
        {
            Family = LanguageModelFamily.Llama, KeyValueHeads = 3, NormEpsilon = 1e-5, RotaryBase = 5e5, TiedHead = false, AttentionBias = false,
            RotaryScaling = new RotaryScaling(RotaryScalingKind.Llama3, 8, 1, 4, 64),
        },
        ["baichuan"] = Shape with { Family = LanguageModelFamily.Baichuan, KeyValueHeads = 6, Positions = PositionKind.LinearBias, TiedHead = false, AttentionBias = false },
    };

    public LanguageModel Model { get; }

    public Tensor Ids { get; }

    public Tensor Mask { get; }

    public Tensor Logits => Doubles("logits", 3, 11, 71);

    public Tensor LastHidden => Doubles("last_hidden", 3, 48);

    public double Loss => _expected["loss"]!.GetValue<double>();

    public IEnumerable<(string Name, double Norm, double[] First)> Gradients => _expected["gradients"]!.AsObject()
        .Select(pair => (pair.Key, pair.Value!["norm"]!.GetValue<double>(), pair.Value["first"].Deserialize<double[]>()!));

    public static ReferenceModel Open(string family)
    {
        string folder = Path.Combine(AppContext.BaseDirectory, "Reference", $"{family}-tiny");
        return new ReferenceModel(Tiny[family], folder);
    }

    public void Dispose() => Model.Dispose();

    private static void Fill(LanguageModel model, string path)
    {
        byte[] file = File.ReadAllBytes(path);
        int start = 8 + (int)BinaryPrimitives.ReadUInt64LittleEndian(file);
        JsonObject header = JsonNode.Parse(file.AsSpan(8, start - 8))!.AsObject();
        foreach ((string name, Tensor weight) in model.Weights)
        {
            long[] offsets = header[name]!["data_offsets"].Deserialize<long[]>()!;
            float[] values = new float[(offsets[1] - offsets[0]) / 4];
            Buffer.BlockCopy(file, start + (int)offsets[0], values, 0, values.Length * 4);
            using Tensor read = TorchData.Copy(values, CPU, weight.shape);
            weight.copy_(read);
        }
    }

    private T[] Values<T>(string name) => [.. _expected[name].Deserialize<T[][]>()!.SelectMany(row => row)];

    private Tensor Doubles(string name, params long[] shape)
    {
        double[] values = shape.Length == 3
            ? [.. _expected[name].Deserialize<double[]?[][]>()!.SelectMany(row => row).SelectMany(token => token ?? new double[shape[2]])]
            : Values<double>(name);
        return tensor(values, shape).clone();
    }
}
