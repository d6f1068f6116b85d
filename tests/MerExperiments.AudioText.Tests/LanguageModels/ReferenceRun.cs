using System.Text.Json;
using System.Text.Json.Nodes;
using MerExperiments.AudioText.LanguageModels;
using MerExperiments.AudioText.Tensors;
using MerExperiments.AudioText.Weights;
using static TorchSharp.torch;

namespace MerExperiments.AudioText.Tests.LanguageModels;

/// <summary>A tiny published-format model and what an independent float64 program computed with it.</summary>
internal sealed class ReferenceRun : IDisposable
{
    private readonly JsonNode _expected;

    private ReferenceRun(string folder)
    {
        _expected = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "reference.json")))!;
        Model = new LanguageModel(LanguageModelConfigurationReader.Read(Path.Combine(folder, "config.json")), new NamedSeed(1), CPU);
        PublishedWeights.Load(folder, Model.Weights, LanguageModelFamily.Llama);
        Ids = TorchData.Copy(Values<long>("input_ids"), CPU, 3, 11);
        Mask = TorchData.Copy(Values<long>("attention_mask"), CPU, 3, 11).to(ScalarType.Bool);
    }

    public static IEnumerable<string> Families => ["qwen2", "llama", "baichuan"];

    public LanguageModel Model { get; }

    public Tensor Ids { get; }

    public Tensor Mask { get; }

    public Tensor Logits => Doubles("logits", 3, 11, 71);

    public Tensor LastHidden => Doubles("last_hidden", 3, 48);

    public double Loss => _expected["loss"]!.GetValue<double>();

    public IEnumerable<(string Name, double Norm, double[] First)> Gradients => _expected["gradients"]!.AsObject()
        .Select(pair => (pair.Key, pair.Value!["norm"]!.GetValue<double>(), pair.Value["first"].Deserialize<double[]>()!));

    public static ReferenceRun Open(string family) => new(Path.Combine(AppContext.BaseDirectory, "Reference", $"{family}-tiny"));

    public void Dispose() => Model.Dispose();

    private T[] Values<T>(string name) => [.. _expected[name].Deserialize<T[][]>()!.SelectMany(row => row)];

    private Tensor Doubles(string name, params long[] shape)
    {
        double[] values = shape.Length == 3
            ? [.. _expected[name].Deserialize<double[]?[][]>()!.SelectMany(row => row).SelectMany(token => token ?? new double[shape[2]])]
            : Values<double>(name);
        return tensor(values, shape).clone();
    }
}
