using CsCheck;
using MerExperiments.AudioText.Weights;

namespace MerExperiments.AudioText.Tests.Weights;

public sealed class SafetensorsHeaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string FilePath => _folder.At("model.safetensors");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Open_GoodHeader_GivesTensorsInPlace()
    {
        string header = $"{{\"__metadata__\":{{\"format\":\"pt\"}},{HeaderFile.Entry("b", "F32", "[2,1]", 2, 10)},{HeaderFile.Entry("a", "BF16", "[]", 0, 2)}}}  ";
        using var file = SafetensorsFile.Open(HeaderFile.Write(FilePath, header, 10));

        Assert.Equal((SafetensorsElement.F32, 8 + header.Length + 2, 8, 2), Seen(file.Tensors["b"]));
        Assert.Equal((SafetensorsElement.BF16, 8 + header.Length, 2, 1), Seen(file.Tensors["a"]));
        Assert.Equal("pt", file.Metadata["format"]);
    }

    [Fact]
    public void Open_NoTensors_IsAFile()
    {
        using var file = SafetensorsFile.Open(HeaderFile.Write(FilePath, "{}", 0));

        Assert.Empty(file.Tensors);
    }

    [Theory]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 7, "byte 9: \"a\"", "ends at data byte 8, but the file holds 7")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 9, "", "holds 9 data bytes, but its tensors end at 8; no byte may be left over")]
    [InlineData("""{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}""", 8, "byte 9: \"a\"", "has data_offsets [0, 8], 8 bytes, but its shape [3] of F32 takes 12")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}""", 8, "byte 9: \"a\"", "has data_offsets [8, 0], which run backwards")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}""", 8, "byte 9: \"a\"", "has a shape with -2, which is no whole number")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2.0],"data_offsets":[0,8]}}""", 8, "byte 9: \"a\"", "has a shape with 2.0, which is no whole number")]
    [InlineData("""{"a":{"dtype":"F32","shape":[99999999999999999999],"data_offsets":[0,8]}}""", 8, "byte 9", "which is no whole number from 0 to 9223372036854775807")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,0]}}""", 0, "byte 9", "has the shape [4294967296, 4294967296], whose product overflows 64 bits")]
    [InlineData("""{"a":{"dtype":"F32","shape":[0,9223372036854775807,4],"data_offsets":[0,0]}}""", 0, "byte 9", "whose product overflows 64 bits")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0]}}""", 8, "byte 9", "has data_offsets that are not two numbers")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8,9]}}""", 8, "byte 9", "has a data_offsets with more than 2 values")]
    [InlineData("""{"a":{"dtype":"F23","shape":[2],"data_offsets":[0,8]}}""", 8, "byte 9", "has the dtype \"F23\"; did you mean \"F32\"?")]
    [InlineData("""{"a":{"dtype":7,"shape":"x","data_offsets":{}}}""", 8, "byte 9", "has a dtype that is no text")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2]}}""", 8, "byte 9", "has no data_offsets")]
    [InlineData("""{"a":{"dtype":"F32","dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 8, "byte 9", "holds \"dtype\" twice")]
    [InlineData("""{"a":[1]}""", 0, "byte 9", "is no object with dtype, shape and data_offsets")]
    [InlineData("""{"__metadata__":{"a":1}}""", 0, "byte 9", "holds \"a\", which is no text")]
    [InlineData("""{"__metadata__":3}""", 0, "byte 9", "is no object of texts")]
    [InlineData("[]", 0, "byte 8", "the header is not a JSON object")]
    [InlineData("{\"a\":", 0, "byte 13", "the header is not JSON")]
    [InlineData("{} x", 0, "byte 11", "the header is not JSON")]
    [InlineData("{\"\\ud800\":1}", 0, "byte 9", "the header is not JSON")]
    public void Open_HostileHeader_IsRefusedByNameAndByte(string header, int dataBytes, string place, string problem)
    {
        HeaderFile.Write(FilePath, header, dataBytes);
        Fault fault = Assert.Throws<InvalidInputException>(() => SafetensorsFile.Open(FilePath)).Faults[0];

        Assert.StartsWith(place.Length == 0 ? FilePath : $"{FilePath}: {place}", fault.Place);
        Assert.Contains(problem, fault.Problem);
    }

    [Theory]
    [InlineData(4, 12, "begins at data byte 4 and overlaps the tensor before it, which ends at 8")]
    [InlineData(10, 18, "begins at data byte 10 and leaves a hole after the tensor before it, which ends at 8")]
    public void Open_TensorsNotSideBySide_AreRefused(long begin, long end, string problem)
    {
        HeaderFile.Write(FilePath, $"{{{HeaderFile.Entry("a", "F32", "[2]", 0, 8)},{HeaderFile.Entry("b", "F32", "[2]", begin, end)}}}", (int)end);
        Fault fault = Assert.Single(Assert.Throws<InvalidInputException>(() => SafetensorsFile.Open(FilePath)).Faults);

        Assert.EndsWith("\"b\"", fault.Place);
        Assert.Equal(problem, fault.Problem);
    }

    [Fact]
    public void Open_NameTwice_IsRefused()
    {
        HeaderFile.Write(FilePath, $"{{{HeaderFile.Entry("a", "F32", "[2]", 0, 8)},{HeaderFile.Entry("a", "F32", "[2]", 8, 16)}}}", 16);

        Assert.Contains("stands in the header twice", Assert.Throws<InvalidInputException>(() => SafetensorsFile.Open(FilePath)).Message);
    }

    [Theory]
    [InlineData(100_000_001, "must be 100000000 or less")]
    [InlineData(ulong.MaxValue, "must be 100000000 or less")]
    [InlineData(3, "was cut off")]
    public void Open_LengthThatLies_IsRefused(ulong stated, string problem)
    {
        HeaderFile.Write(FilePath, "{}", 0, stated);

        Assert.Contains(problem, Assert.Throws<InvalidInputException>(() => SafetensorsFile.Open(FilePath)).Message);
    }

    [Fact]
    public void Open_HeaderThatIsNotUtf8_IsRefusedAtTheByte()
    {
        HeaderFile.Write(FilePath, [(byte)'{', (byte)'"', 0xff, (byte)'"'], 0);

        Assert.Equal($"{FilePath}: byte 10: the header is not UTF-8 text", Assert.Throws<InvalidInputException>(() => SafetensorsFile.Open(FilePath)).Message);
    }

    [Fact]
    public void Open_ManyFaults_AreCountedAfterTheHundredth()
    {
        HeaderFile.Write(FilePath, $"{{{string.Join(',', Enumerable.Range(0, 250).Select(i => $"\"t{i}\":1"))}}}", 0);
        IReadOnlyList<Fault> faults = Assert.Throws<InvalidInputException>(() => SafetensorsFile.Open(FilePath)).Faults;

        Assert.Equal((101, "has 150 more faults of this kind"), (faults.Count, faults[^1].Problem));
    }

    [Fact]
    public void Open_AnyDamageToAGoodFile_IsRefusedOrReadButNeverFails()
    {
        byte[] good = File.ReadAllBytes(ReferenceModel.PathOf("qwen2-tiny", "model.safetensors"))[..4000];
        Gen.Select(Gen.Int[0, 2599], Gen.Byte, Gen.Int[0, 2599], Gen.Byte, Gen.Int[0, 5000]).Sample(
            (first, one, second, other, length) =>
            {
                byte[] damaged = [.. good];
                (damaged[first], damaged[second]) = (one, other);
                File.WriteAllBytes(FilePath, length < 4000 ? damaged[..length] : damaged);
                AssertOpensOrRefuses();
            },
            iter: 500,
            threads: 1);
    }

    [Fact]
    public void Open_AnyHeaderOfTheRightForm_IsRefusedOrReadButNeverFails()
    {
        Gen<string> extents = Gen.OneOf(Gen.Int[0, 5].Select(i => $"{i}"), Gen.Long.Select(i => $"{i}"), AnyOf.These("1e3", "null", "4294967296")).Array[0, 4].Select(all => $"[{string.Join(',', all)}]");
        Gen<string> entries = Gen.Select(AnyOf.These("a", "b", "__metadata__", "c"), AnyOf.These("F32", "BF16", "I64", "F5"), extents, Gen.Long[-4, 40], Gen.Long[0, 40])
            .Select((name, dtype, shape, begin, end) => HeaderFile.Entry(name, dtype, shape, begin, end));
        Gen.Select(entries.Array[0, 3], Gen.Int[0, 40]).Sample(
            (all, bytes) =>
            {
                HeaderFile.Write(FilePath, $"{{{string.Join(',', all)}}}", bytes);
                AssertOpensOrRefuses();
            },
            iter: 500,
            threads: 1);
    }

    private void AssertOpensOrRefuses()
    {
        try
        {
            using var file = SafetensorsFile.Open(FilePath);
            long end = file.Tensors.Values.Select(tensor => tensor.Offset + tensor.Bytes).DefaultIfEmpty(0).Max();
            Assert.True(end <= new FileInfo(FilePath).Length);
        }
        catch (InvalidInputException e)
        {
            Assert.NotEmpty(e.Faults);
        }
    }

    private static (SafetensorsElement Element, int Offset, int Bytes, int Elements) Seen(SafetensorsTensor tensor) =>
        (tensor.Element, (int)tensor.Offset, (int)tensor.Bytes, (int)tensor.Elements);
}
