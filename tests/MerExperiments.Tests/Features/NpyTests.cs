using System.Text;
using MerExperiments.Features;

namespace MerExperiments.Tests.Features;

public sealed class NpyTests
{
    [Theory]
    [InlineData("(99999999999999999999, 1, 1, 3)", "claims an axis of length \"99999999999999999999\"")]
    [InlineData("(1 2,)", "claims an axis of length \"1 2\"")]
    [InlineData("(-1, 3)", "states no shape")]
    [InlineData("(9223372036854775807, 2)", "claims the shape [9223372036854775807, 2]")]
    [InlineData("(9223372036854775807,)", "claims the shape [9223372036854775807]")]
    public void ReadHeader_HostileShape_IsRefused(string shape, string problem) =>
        Assert.StartsWith(problem, Refused(File(1, $"{{'descr': '<f4', 'fortran_order': False, 'shape': {shape}, }}\n")));

    [Fact]
    public void ReadHeader_VersionTwoCutInItsLength_IsRefused() =>
        Assert.Equal("is cut short within its header", Refused([0x93, .. "NUMPY"u8, 2, 0, 0, 0, 0]));

    [Theory]
    [InlineData("()", 1)]
    [InlineData("(0, 4)", 0)]
    [InlineData("(1,)", 1)]
    public void ReadHeader_SmallShapes_AreRead(string shape, int count) =>
        Assert.Equal(count, Npy.ReadHeader(new MemoryStream([.. File(1, $"{{'descr': '<f4', 'fortran_order': False, 'shape': {shape}, }}\n"), 0, 0, 0, 0]), "a.npy").Count);

    private static string Refused(byte[] file) =>
        Assert.Single(Assert.Throws<InvalidInputException>(() => Npy.ReadHeader(new MemoryStream(file), "a.npy")).Faults).Problem;

    private static byte[] File(byte version, string header) =>
        [0x93, .. "NUMPY"u8, version, 0, (byte)header.Length, (byte)(header.Length >> 8), .. Encoding.ASCII.GetBytes(header)];
}
