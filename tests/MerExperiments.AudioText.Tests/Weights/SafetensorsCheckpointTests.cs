using MerExperiments.AudioText.Weights;
using static TorchSharp.torch;

namespace MerExperiments.AudioText.Tests.Weights;

public sealed class SafetensorsCheckpointTests : IDisposable
{
    private const string IndexName = "model.safetensors.index.json";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Open_FolderFileOrIndex_HoldTheSame()
    {
        WriteTwoShards();
        using var folder = SafetensorsCheckpoint.Open(_folder.Root);
        using var index = SafetensorsCheckpoint.Open(_folder.At(IndexName));
        using var one = SafetensorsCheckpoint.Open(_folder.At("model-00001-of-00002.safetensors"));

        Assert.Equal(["a", "b"], folder.Tensors.Keys);
        Assert.Equal(["a", "b"], index.Tensors.Keys);
        Assert.Equal(["a"], one.Tensors.Keys);
    }

    [Fact]
    public void Open_SeveralFilesWithoutIndex_AreOneWhereNamesDiffer()
    {
        WriteTwoShards();
        File.Delete(_folder.At(IndexName));
        using var checkpoint = SafetensorsCheckpoint.Open(_folder.Root);

        Assert.Equal(["a", "b"], checkpoint.Tensors.Keys);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Open_TensorInTwoFiles_IsRefused(bool index)
    {
        WriteTwoShards();
        File.Delete(index ? _folder.At("none") : _folder.At(IndexName));
        using var scope = NewDisposeScope();
        SafetensorsWriter.Write(_folder.At("model-00002-of-00002.safetensors"), [("a", ones(4)), ("b", ones(4))]);
        Fault fault = Assert.Single(Assert.Throws<InvalidInputException>(() => SafetensorsCheckpoint.Open(_folder.Root)).Faults);

        Assert.EndsWith("model-00002-of-00002.safetensors", fault.Place);
        Assert.StartsWith("holds the tensor \"a\", which", fault.Problem);
    }

    [Fact]
    public void Open_MissingAndDamagedShards_AreNamedAtOnce()
    {
        WriteTwoShards();
        File.Delete(_folder.At("model-00001-of-00002.safetensors"));
        File.WriteAllText(_folder.At("model-00002-of-00002.safetensors"), "version https://git-lfs");
        IReadOnlyList<Fault> faults = Assert.Throws<InvalidInputException>(() => SafetensorsCheckpoint.Open(_folder.Root)).Faults;

        Assert.Equal(2, faults.Count);
        Assert.EndsWith("names it; fetch the missing shard", faults[0].Problem);
        Assert.StartsWith("the header's length is", faults[1].Problem);
    }

    [Fact]
    public void Open_IndexThatNamesWhatAShardLacks_IsRefused()
    {
        WriteTwoShards();
        File.WriteAllText(_folder.At(IndexName), """{"weight_map":{"a":"model-00001-of-00002.safetensors","c":"model-00002-of-00002.safetensors"}}""");

        Assert.Equal(
            "says that model-00002-of-00002.safetensors holds \"c\", which it does not; index and shards must be of one model",
            Assert.Single(Assert.Throws<InvalidInputException>(() => SafetensorsCheckpoint.Open(_folder.Root)).Faults).Problem);
    }

    [Theory]
    [InlineData("\"../other/model.safetensors\"")]
    [InlineData("\"/etc/model.safetensors\"")]
    [InlineData("\"C:\\\\model.safetensors\"")]
    [InlineData("\"..\"")]
    [InlineData("\"model.bin\"")]
    [InlineData("7")]
    public void Open_ShardOutsideTheFolder_IsRefused(string shard)
    {
        File.WriteAllText(_folder.At(IndexName), $"{{\"weight_map\":{{\"a\":{shard}}}}}");
        Fault fault = Assert.Single(Assert.Throws<InvalidInputException>(() => SafetensorsCheckpoint.Open(_folder.Root)).Faults);

        Assert.EndsWith("it must be the name of a .safetensors file in the same folder", fault.Problem);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"weight_map\":[]}")]
    [InlineData("{\"weight_map\":{\"a\":\"x.safetensors\",\"a\":\"y.safetensors\"}}")]
    public void Open_NoIndex_IsRefused(string text)
    {
        File.WriteAllText(_folder.At(IndexName), text);

        Assert.Equal(_folder.At(IndexName), Assert.Single(Assert.Throws<InvalidInputException>(() => SafetensorsCheckpoint.Open(_folder.Root)).Faults).Place);
    }

    [Fact]
    public void Open_FolderOfPickles_SaysWhy()
    {
        File.WriteAllText(_folder.At("pytorch_model.bin"), "");

        Assert.Contains("are not read, because they can execute code", Assert.Throws<InvalidInputException>(() => SafetensorsCheckpoint.Open(_folder.Root)).Message);
    }

    private void WriteTwoShards()
    {
        using var scope = NewDisposeScope();
        SafetensorsWriter.WriteSharded(_folder.Root, [("a", ones(4)), ("b", zeros(4))], 16);
    }
}
