using System.Buffers.Binary;
using System.Text;
using MerExperiments.AudioText.Weights;
using static TorchSharp.torch;

namespace MerExperiments.AudioText.Tests.Weights;

public sealed class SafetensorsFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string FilePath => _folder.At("model.safetensors");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_PublishedFile_GivesItsNumbers()
    {
        using var scope = NewDisposeScope();
        using var file = SafetensorsFile.Open(ReferenceModel.PathOf("llama-tiny", "model.safetensors"));
        Tensor read = file.Read("model.layers.0.mlp.down_proj.weight", ScalarType.Float32, CPU);
        using Stream raw = file.OpenRaw("model.layers.0.mlp.down_proj.weight");
        byte[] bytes = new byte[raw.Length];
        raw.ReadExactly(bytes);

        Assert.Equal([48, 96], read.shape);
        Assert.Equal(bytes, read.bytes.ToArray());
        Assert.Equal(BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(4)), read[0, 1].item<float>());
    }

    [Fact]
    public async Task Open_NamedPipe_IsRefusedRatherThanWaitedFor()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "named pipes lie in no folder there");
        System.Diagnostics.Process.Start("mkfifo", [FilePath]).WaitForExit();
        Task open = Task.Run(() => SafetensorsFile.Open(FilePath), TestContext.Current.CancellationToken);
        var refused = await Assert.ThrowsAsync<InvalidInputException>(() => open.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken));
        Assert.Equal($"{FilePath}: is a named pipe; a file is expected here", refused.Message);
    }

    [Theory]
    [InlineData(new byte[] { 0x80, 0x3f, 0x20, 0xc0 }, "BF16")]
    [InlineData(new byte[] { 0x00, 0x3c, 0x00, 0xc1 }, "F16")]
    [InlineData(new byte[] { 0, 0, 0x80, 0x3f, 0, 0, 0x20, 0xc0 }, "F32")]
    public void Read_EachElementType_GivesTheSameNumbersInEach(byte[] bytes, string dtype)
    {
        using var scope = NewDisposeScope();
        Put(HeaderFile.Entry("x", dtype, "[2]", 0, bytes.Length), bytes);
        using var file = SafetensorsFile.Open(FilePath);

        foreach (ScalarType wanted in new[] { ScalarType.BFloat16, ScalarType.Float16, ScalarType.Float32, ScalarType.Float64 })
        {
            Tensor read = file.Read("x", wanted, CPU);
            Assert.Equal(wanted, read.dtype);
            Assert.Equal([1f, -2.5f], read.to(ScalarType.Float32).data<float>().ToArray());
        }
    }

    [Fact]
    public void Read_MoreThanOneBlock_GivesEveryNumber()
    {
        using var scope = NewDisposeScope();
        Tensor values = arange(5_000_003, ScalarType.Float32);
        SafetensorsWriter.Write(FilePath, [("x", values), ("y", values.to(ScalarType.BFloat16))]);
        using var file = SafetensorsFile.Open(FilePath);

        Assert.True(file.Read("x", ScalarType.Float32, CPU).equal(values).all().item<bool>());
        Assert.True(file.Read("x", ScalarType.BFloat16, CPU).equal(values.to(ScalarType.BFloat16)).all().item<bool>());
        Assert.True(file.Read("y", ScalarType.Float32, CPU).equal(values.to(ScalarType.BFloat16).to(ScalarType.Float32)).all().item<bool>());
    }

    [Fact]
    public void Read_BeyondTwoGigabytes_FindsTheTensor()
    {
        const long large = (1L << 32) + 4096;
        string header = $"{{{HeaderFile.Entry("large", "BF16", $"[{large / 2}]", 0, large)},{HeaderFile.Entry("last", "F32", "[2]", large, large + 8)}}}";
        HeaderFile.Write(FilePath, header, 0);
        using (FileStream stream = File.OpenWrite(FilePath))
        {
            stream.SetLength(8 + header.Length + large);
            stream.Seek(0, SeekOrigin.End);
            stream.Write([0, 0, 0x80, 0x3f, 0, 0, 0x20, 0xc0]);
        }

        using var scope = NewDisposeScope();
        using var file = SafetensorsFile.Open(FilePath);
        Assert.Equal([1f, -2.5f], file.Read("last", ScalarType.Float32, CPU).data<float>().ToArray());
    }

    [Fact]
    public void Read_IntoATransposedView_FillsIt()
    {
        using var scope = NewDisposeScope();
        Put(HeaderFile.Entry("x", "F32", "[1,2]", 0, 8), [0, 0, 0x80, 0x3f, 0, 0, 0x20, 0xc0]);
        using var file = SafetensorsFile.Open(FilePath);
        Tensor target = zeros(2, 3).slice(1, 0, 1, 1).t();
        file.ReadInto("x", target);

        Assert.False(target.is_contiguous());
        Assert.Equal([1f, -2.5f], target.contiguous().data<float>().ToArray());
    }

    [Fact]
    public void Read_ScalarAndEmptyTensor_HaveTheirShapes()
    {
        using var scope = NewDisposeScope();
        Put($"{HeaderFile.Entry("none", "F32", "[3,0]", 0, 0)},{HeaderFile.Entry("one", "F32", "[]", 0, 4)}", [0, 0, 0x80, 0x3f]);
        using var file = SafetensorsFile.Open(FilePath);
        using Stream raw = file.OpenRaw("none");

        Assert.Equal((1f, 0L), (file.Read("one", ScalarType.Float32, CPU).item<float>(), raw.Length));
        Assert.Equal([3, 0], file.Read("none", ScalarType.BFloat16, CPU).shape);
    }

    [Theory]
    [InlineData("F64")]
    [InlineData("I64")]
    public void Read_ElementThatIsNoWeight_IsRefusedButOpensRaw(string dtype)
    {
        Put(HeaderFile.Entry("x", dtype, "[1]", 0, 8), [1, 2, 3, 4, 5, 6, 7, 8]);
        using var file = SafetensorsFile.Open(FilePath);
        using Stream raw = file.OpenRaw("x");

        Assert.Equal($"{FilePath}: \"x\": holds {dtype}; weights are read from BF16, F16, F32", Assert.Throws<InvalidInputException>(() => file.Read("x", ScalarType.Float32, CPU)).Message);
        Assert.Equal((8, 1), (raw.Length, raw.ReadByte()));
    }

    [Fact]
    public void Read_UnknownName_NamesTheNearest()
    {
        using var file = SafetensorsFile.Open(ReferenceModel.PathOf("llama-tiny", "model.safetensors"));

        Assert.EndsWith(
            "holds no tensor \"model.norm.weights\"; did you mean \"model.norm.weight\"?",
            Assert.Throws<InvalidInputException>(() => file.Read("model.norm.weights", ScalarType.Float32, CPU)).Message);
    }

    [Fact]
    public void Open_FileThatIsAFolderOrAbsent_IsRefused()
    {
        Assert.Throws<InvalidInputException>(() => SafetensorsFile.Open(_folder.Root));
        Assert.Throws<InvalidInputException>(() => SafetensorsFile.Open(_folder.At("absent.safetensors")));
    }

    private void Put(string entries, byte[] data)
    {
        HeaderFile.Write(FilePath, Encoding.UTF8.GetBytes($"{{{entries}}}"), 0);
        using FileStream stream = File.Open(FilePath, FileMode.Append);
        stream.Write(data);
    }
}
