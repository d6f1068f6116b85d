using MerExperiments.AudioText.LanguageModels;
using MerExperiments.AudioText.Weights;
using static TorchSharp.torch;

namespace MerExperiments.AudioText.Tests.Weights;

public sealed class PublishedWeightsTests : IDisposable
{
    private const string Embedding = "model.embed_tokens.weight";
    private readonly TemporaryFolder _folder = new();
    private readonly TorchSharp.DisposeScope _scope = NewDisposeScope();

    private string FilePath => _folder.At("model.safetensors");

    public void Dispose()
    {
        _scope.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("qwen2-tiny")]
    [InlineData("llama-tiny")]
    [InlineData("baichuan-tiny")]
    public void Load_PublishedModel_FillsEveryTargetInPlace(string model)
    {
        using var file = SafetensorsFile.Open(ReferenceModel.PathOf(model, "model.safetensors"));
        Dictionary<string, Tensor> targets = file.Tensors.ToDictionary(entry => entry.Key, entry => zeros([.. entry.Value.Shape]).requires_grad_());
        PublishedWeights.Load(Path.GetDirectoryName(file.Path)!, targets, LanguageModelFamily.Llama);

        Assert.All(targets, target => Assert.True(target.Value.equal(file.Read(target.Key, ScalarType.Float32, CPU)).all().item<bool>()));
        Assert.All(targets.Values, target => Assert.True(target is { requires_grad: true, is_leaf: true }));
    }

    [Fact]
    public void Load_ShardedAndConverted_EqualsTheWhole()
    {
        Dictionary<string, Tensor> weights = Model();
        PublishedWeights.Save(_folder.At("whole"), weights, ScalarType.BFloat16);
        PublishedWeights.Save(_folder.At("shards"), weights, ScalarType.BFloat16, largestShard: 40);
        (Dictionary<string, Tensor> whole, Dictionary<string, Tensor> sharded) = (Model(), Model());
        PublishedWeights.Load(_folder.At("whole"), whole, LanguageModelFamily.Llama);
        PublishedWeights.Load(_folder.At("shards"), sharded, LanguageModelFamily.Llama);

        Assert.Equal(3, Directory.GetFiles(_folder.At("shards"), "*.safetensors").Length);
        Assert.All(weights, weight => Assert.Equal(Numbers(weight.Value.to(ScalarType.BFloat16)), Numbers(whole[weight.Key])));
        Assert.All(weights, weight => Assert.Equal(Numbers(whole[weight.Key]), Numbers(sharded[weight.Key])));
    }

    [Fact]
    public void Load_MissingExtraAndMisshapen_AreNamedAtOnceAndNothingChanges()
    {
        SafetensorsWriter.Write(FilePath, [(Embedding, ones(4, 4)), ("model.layers.0.mlp.up_proj.weights", ones(2, 4)), ("model.norm.weight", ones(4, ScalarType.Int64))]);
        Dictionary<string, Tensor> targets = Model();
        float[] before = Numbers(targets[Embedding]);

        Assert.Equal(
            [
                $"{FilePath}: \"lm_head.weight\": is missing; where the head is the embedding, config.json must say \"tie_word_embeddings\": true",
                $"{FilePath}: \"model.layers.0.mlp.up_proj.weight\": is missing; the nearest it holds is \"model.layers.0.mlp.up_proj.weights\"",
                $"{FilePath}: \"model.layers.0.mlp.up_proj.weights\": has no place in the model, whose nearest tensor is \"model.layers.0.mlp.up_proj.weight\"; config.json and weights must be of one model",
                $"{FilePath}: \"{Embedding}\": has the shape [4, 4]; config.json makes it [3, 4]: the two must be of one model",
                $"{FilePath}: \"model.norm.weight\": holds I64; weights are read from BF16, F16, F32: take the unquantised model",
            ],
            FaultsOf(targets));
        Assert.Equal(before, Numbers(targets[Embedding]));
    }

    [Fact]
    public void Load_RotaryBuffersAndZeroOutputBiases_AreTolerated()
    {
        Write(Model(), ("model.layers.0.self_attn.rotary_emb.inv_freq", ones(2, ScalarType.Float64)), ("model.layers.0.self_attn.o_proj.bias", zeros(4)));

        Assert.Empty(FaultsOf(Model()));
    }

    [Fact]
    public void Load_OutputBiasThatCounts_IsRefused()
    {
        Write(Model(), ("model.layers.0.self_attn.o_proj.bias", ones(4)));

        Assert.Contains("\"model.layers.0.self_attn.o_proj.bias\": has no place in the model", Assert.Single(FaultsOf(Model())));
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public void Load_HeadBesideATiedModel_MustEqualTheEmbedding(bool equal, int faults)
    {
        Dictionary<string, Tensor> tied = Model();
        tied.Remove("lm_head.weight");
        Write(tied, ("lm_head.weight", tied[Embedding] + (equal ? 0 : 1)));

        Assert.Equal(faults, FaultsOf(tied).Count(fault => fault.EndsWith("differs from the embedding; config.json must say \"tie_word_embeddings\": false")));
    }

    [Fact]
    public void Load_NamesWithoutTheirPrefix_IsOneFault()
    {
        Dictionary<string, Tensor> tied = Model();
        tied.Remove("lm_head.weight");
        SafetensorsWriter.Write(FilePath, tied.Select(entry => (entry.Key["model.".Length..], entry.Value)));

        Assert.Contains("has the names of 3 tensors without the prefix \"model.\", e.g. \"embed_tokens.weight\"", Assert.Single(FaultsOf(tied)));
    }

    [Fact]
    public void Load_NamesWithAnotherPrefix_IsOneFault()
    {
        SafetensorsWriter.Write(FilePath, Model().Select(entry => ($"language_model.{entry.Key}", entry.Value)));

        Assert.Contains("has the names of 4 tensors with the prefix \"language_model.\"", Assert.Single(FaultsOf(Model())));
    }

    private static Dictionary<string, Tensor> Model() => new()
    {
        [Embedding] = rand(3, 4),
        ["lm_head.weight"] = rand(3, 4),
        ["model.layers.0.mlp.up_proj.weight"] = rand(2, 4),
        ["model.norm.weight"] = rand(4),
    };

    private static float[] Numbers(Tensor tensor) => tensor.to(ScalarType.Float32).data<float>().ToArray();

    private void Write(Dictionary<string, Tensor> model, params (string Name, Tensor Tensor)[] more) =>
        SafetensorsWriter.Write(FilePath, [.. model.Select(entry => (entry.Key, entry.Value)), .. more]);

    private string[] FaultsOf(Dictionary<string, Tensor> targets) =>
        Record.Exception(() => PublishedWeights.Load(FilePath, targets, LanguageModelFamily.Llama)) is InvalidInputException e ? [.. e.Faults.Select(fault => fault.ToString())] : [];
}
