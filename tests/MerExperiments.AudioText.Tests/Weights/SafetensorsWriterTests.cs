using CsCheck;
using MerExperiments.AudioText.Weights;
using static TorchSharp.torch;

namespace MerExperiments.AudioText.Tests.Weights;

public sealed class SafetensorsWriterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string FilePath => _folder.At("model.safetensors");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Write_AnyTensors_ReadTheSame()
    {
        Gen<long[]> shapes = Gen.Long[0, 5].Array[0, 3];
        Gen<ScalarType> types = AnyOf.These(ScalarType.Float32, ScalarType.BFloat16, ScalarType.Float16);
        Gen.Select(Gen.Select(shapes, types).Array[0, 6], Gen.Int).Sample(
            (all, seed) =>
            {
                using var scope = NewDisposeScope();
                using var generator = new Generator((ulong)(uint)seed, CPU);
                (string Name, Tensor Tensor)[] tensors = [.. all.Select((one, i) => ($"t{i}.é\"", randn(one.Item1, generator: generator).to(one.Item2)))];
                SafetensorsWriter.Write(FilePath, tensors);
                AssertHolds(FilePath, tensors);
            },
            iter: 200,
            threads: 1);
    }

    [Fact]
    public void Write_OtherOrderOrLayout_GivesTheSameBytes()
    {
        using var scope = NewDisposeScope();
        Tensor a = arange(6, ScalarType.Float32).reshape(2, 3);
        Tensor b = arange(3, ScalarType.Int64);
        var metadata = new Dictionary<string, string> { ["z"] = "1", ["format"] = "pt" };
        SafetensorsWriter.Write(FilePath, [("a", a), ("b", b)], metadata);
        byte[] expected = File.ReadAllBytes(FilePath);
        SafetensorsWriter.Write(FilePath, [("b", b), ("a", a.t().contiguous().t())], metadata.Reverse().ToDictionary());

        Assert.Equal(expected, File.ReadAllBytes(FilePath));
    }

    [Fact]
    public void Write_MixedElements_LieAligned()
    {
        using var scope = NewDisposeScope();
        SafetensorsWriter.Write(FilePath, [("a", zeros(3, ScalarType.BFloat16)), ("b", zeros(3, ScalarType.Float32)), ("c", zeros(1, ScalarType.Bool))]);
        using var file = SafetensorsFile.Open(FilePath);

        Assert.All(file.Tensors.Values, tensor => Assert.Equal(0, tensor.Offset % (tensor.Bytes / tensor.Elements)));
    }

    [Fact]
    public void Write_OtherType_ConvertsFloatsAlone()
    {
        using var scope = NewDisposeScope();
        SafetensorsWriter.Write(FilePath, [("a", ones(2).requires_grad_()), ("b", ones(2, ScalarType.Int64))], type: ScalarType.BFloat16);
        using var file = SafetensorsFile.Open(FilePath);

        Assert.Equal((SafetensorsElement.BF16, SafetensorsElement.I64), (file.Tensors["a"].Element, file.Tensors["b"].Element));
        Assert.Equal(2f, file.Read("a", ScalarType.Float32, CPU).sum().item<float>());
    }

    [Theory]
    [InlineData("")]
    [InlineData("__metadata__")]
    [InlineData("b")]
    public void Write_NameThatCannotBe_LeavesTheOldFile(string name)
    {
        using var scope = NewDisposeScope();
        File.WriteAllText(FilePath, "old");

        Assert.Throws<ArgumentException>(() => SafetensorsWriter.Write(FilePath, [("b", ones(1)), (name, ones(1))]));
        Assert.Equal("old", File.ReadAllText(FilePath));
    }

    [Fact]
    public void Write_TensorsThatFailOnTheWay_LeaveNothing()
    {
        using var scope = NewDisposeScope();
        Tensor[] both = [ones(1), ones(1)];

        Assert.ThrowsAny<Exception>(() => SafetensorsWriter.Write(FilePath, both.Select((tensor, i) => ($"t{i}", Doomed(tensor, i)))));
        Assert.Empty(Directory.GetFiles(_folder.Root));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(60_000)]
    [InlineData(10_000_000)]
    public void WriteSharded_AnySize_ReadsAsTheWhole(long largestShard)
    {
        using var scope = NewDisposeScope();
        using var whole = SafetensorsCheckpoint.Open(ReferenceModel.PathOf("llama-tiny", "model.safetensors"));
        (string Name, Tensor Tensor)[] tensors = [.. whole.Tensors.Keys.Select(name => (name, whole.Read(name, ScalarType.Float32, CPU)))];
        SafetensorsWriter.WriteSharded(_folder.At("shards"), tensors, largestShard);

        Assert.Equal(largestShard switch { 1 => 21, 60_000 => 4, _ => 1 }, Directory.GetFiles(_folder.At("shards"), "*.safetensors").Length);
        AssertHolds(_folder.At("shards"), tensors);
    }

    [Fact]
    public void WriteSharded_FolderWithWeights_IsRefused()
    {
        using var scope = NewDisposeScope();
        SafetensorsWriter.WriteSharded(_folder.Root, [("a", ones(4)), ("b", ones(4))], 16);

        Assert.Throws<InvalidInputException>(() => SafetensorsWriter.WriteSharded(_folder.Root, [("a", ones(4))], 16));
    }

    private static Tensor Doomed(Tensor tensor, int index) => index == 0 ? tensor : throw new IOException("the disk is full");

    private static void AssertHolds(string path, (string Name, Tensor Tensor)[] tensors)
    {
        using var checkpoint = SafetensorsCheckpoint.Open(path);
        Assert.Equal(tensors.Select(entry => entry.Name).Order(StringComparer.Ordinal), checkpoint.Tensors.Keys);
        foreach ((string name, Tensor tensor) in tensors)
        {
            using Tensor read = checkpoint.Read(name, tensor.dtype, CPU);
            Assert.Equal(tensor.shape, read.shape);
            Assert.Equal(tensor.contiguous().bytes.ToArray(), read.bytes.ToArray());
        }
    }
}
