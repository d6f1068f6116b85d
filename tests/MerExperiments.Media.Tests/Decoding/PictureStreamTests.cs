using MerExperiments.Media.Decoding;

namespace MerExperiments.Media.Tests.Decoding;

public sealed class PictureStreamTests
{
    [Fact]
    public void Read_SixteenBits_IsRefused() =>
        Assert.StartsWith("gave a picture whose greatest value is 65535", Assert.Throws<ClipException>(() => Pictures([.. "P6\n1 1\n65535\n"u8, 0, 0, 0, 0, 0, 0]).Read()).Reason);

    [Theory]
    [InlineData("")]
    [InlineData("P")]
    [InlineData("P6\n1 ")]
    [InlineData("P6\n1 1\n25")]
    [InlineData("P6\n1 1\n255\nab")]
    public void Read_StreamThatEnds_IsTheEnd(string start) => Assert.Null(Pictures(System.Text.Encoding.ASCII.GetBytes(start)).Read());

    [Fact]
    public void Read_RedFirst_GivesBlueFirst() => Assert.Equal("cba"u8.ToArray(), Pictures([.. "P6\n1 1\n255\nabc"u8]).Read()!.Bytes.ToArray());

    private static PictureStream Pictures(byte[] bytes) => new(new MemoryStream(bytes), "clip.mkv");
}
