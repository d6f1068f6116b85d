using System.Text;
using CsCheck;

namespace MerExperiments.Media.Tests;

public sealed class WavFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<int, int, byte[]> HalfOfFullScale => new()
    {
        { 1, 8, [192] },
        { 1, 16, BitConverter.GetBytes((short)16384) },
        { 1, 24, [0, 0, 0x40] },
        { 1, 32, BitConverter.GetBytes(1 << 30) },
        { 3, 32, BitConverter.GetBytes(0.5f) },
        { 3, 64, BitConverter.GetBytes(0.5) },
    };

    [Theory]
    [MemberData(nameof(HalfOfFullScale))]
    public void Read_HalfOfFullScale_IsOneHalfInEveryFormat(int encoding, int bits, byte[] sample)
    {
        byte[] data = [.. sample, .. sample];

        Assert.Equal([0.5f, 0.5f], Read(new WavBytes { Encoding = encoding, Bits = bits }.With(data)).Samples.ToArray());
        Assert.Equal([0.5f, 0.5f], Read(new WavBytes { Encoding = encoding, Bits = bits, Extensible = true }.With(data)).Samples.ToArray());
    }

    [Theory]
    [InlineData(0xFFFFFFF7)]
    [InlineData(0xFFFFFFF8)]
    [InlineData(0xFFFFFFFF)]
    [InlineData(0x7FFFFFFF)]
    public async Task Read_ChunkSizeNearTheEndOf32Bits_IsRefusedRatherThanReadForEver(uint size)
    {
        string path = _folder.Write("hang.wav", [.. "RIFF"u8, 12, 0, 0, 0, .. "WAVEjunk"u8, .. BitConverter.GetBytes(size)]);
        Task<Waveform> read = Task.Run(() => WavFile.Read(path), TestContext.Current.CancellationToken);
        var refused = await Assert.ThrowsAsync<ClipException>(() => read.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken));
        Assert.Contains("has no fmt chunk", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_LowestSample_IsMinusOne() => Assert.Equal([-1f], Read(new WavBytes().With(WavBytes.Shorts(-32768))).Samples.ToArray());

    [Fact]
    public void Read_ThreeChannels_AveragesThem() =>
        Assert.Equal([0.25f], Read(new WavBytes { Channels = 3 }.With(WavBytes.Shorts(16384, 8192, 0))).Samples.ToArray());

    [Fact]
    public void Read_SizeUnknownToTheWriter_TakesTheRestOfTheFile() =>
        Assert.Equal(3, Read(new WavBytes { ClaimedSize = uint.MaxValue }.With(WavBytes.Shorts(1, 2, 3))).Samples.Length);

    [Theory]
    [InlineData(8_000)]
    [InlineData(22_050)]
    [InlineData(44_100)]
    [InlineData(48_000)]
    public void Read_OtherRate_KeepsAToneAndItsLength(int rateHz)
    {
        IEnumerable<int> tone = Enumerable.Range(0, rateHz).Select(i => (int)(16000 * Math.Sin(2 * Math.PI * 1000 * i / rateHz)));
        float[] samples = Read(new WavBytes { RateHz = rateHz }.With(WavBytes.Shorts(tone))).Samples.ToArray();

        Assert.Equal(16_000, samples.Length);
        double worst = Enumerable.Range(1000, 14_000).Max(i => Math.Abs(samples[i] - (16000 / 32768.0 * Math.Sin(2 * Math.PI * 1000 * i / 16000))));
        Assert.InRange(worst, 0, 1e-3);
    }

    [Fact]
    public void Read_ToneAboveEightKilohertz_IsFilteredAwayNotFoldedBack()
    {
        IEnumerable<int> tone = Enumerable.Range(0, 48_000).Select(i => (int)(16000 * Math.Sin(2 * Math.PI * 9000 * i / 48_000)));
        float[] samples = Read(new WavBytes { RateHz = 48_000 }.With(WavBytes.Shorts(tone))).Samples.ToArray();

        Assert.InRange(samples.Skip(1000).Take(14_000).Max(Math.Abs), 0, 2e-4);
    }

    public static TheoryData<byte[], string> Unusable => new()
    {
        { [], "has 0 bytes; a WAV file has 44 or more" },
        { Encoding.UTF8.GetBytes("name,label\na,happy\n"), "is really text: it starts with \"name,label?a\"" },
        { [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], "is not a WAV file" },
        { new WavBytes { ClaimedSize = 1000 }.With(WavBytes.Shorts(1, 2, 3)), "is truncated: its header claims 1000 bytes of samples, the file holds 6" },
        { new WavBytes().With([]), "it holds no samples" },
        { new WavBytes { Bits = 12 }.With([1, 2]), "its samples are 12-bit of encoding 1" },
        { new WavBytes { Encoding = 7, Bits = 8 }.With([1, 2]), "its samples are 8-bit of encoding 7" },
        { new WavBytes { Channels = 0 }.With([1, 2]), "it has 0 channels" },
        { new WavBytes { RateHz = 0 }.With([1, 2]), "its sample rate is 0 Hz" },
        { new WavBytes { Encoding = 3, Bits = 32 }.With(BitConverter.GetBytes(float.NaN)), "its sample 0 is NaN; every sample must be finite" },
        { new WavBytes { Encoding = 3, Bits = 32 }.With(BitConverter.GetBytes(float.PositiveInfinity)), "every sample must be finite" },
        { [.. "RIFF"u8, 4, 0, 0, 0, .. "WAVE"u8], "has no fmt chunk" },
    };

    [Theory]
    [MemberData(nameof(Unusable))]
    public void Read_UnusableFile_SaysWhatIsWrong(byte[] bytes, string reason) =>
        Assert.Contains(reason, Assert.Throws<ClipException>(() => Read(bytes)).Reason);

    [Fact]
    public void Read_MissingFile_NamesItsPath()
    {
        var e = Assert.Throws<ClipException>(() => WavFile.Read("/nowhere/a.wav"));

        Assert.Equal("/nowhere/a.wav", e.Path);
        Assert.StartsWith("does not exist", e.Reason);
    }

    [Fact]
    public void Read_AnyDamage_ReadsOrRefusesByName()
    {
        byte[] whole = new WavBytes { Channels = 2 }.With(WavBytes.Shorts(Enumerable.Range(0, 20)));
        Gen.Select(Gen.Int[0, whole.Length], Gen.Int[0, whole.Length - 1], Gen.Byte).Sample(
            (length, at, value) =>
            {
                byte[] damaged = [.. whole.Select((b, i) => i == at ? value : b).Take(length)];
                Exception? e = Record.Exception(() => Read(damaged));
                return e is null or ClipException;
            },
            iter: 2000,
            threads: 1);
    }

    [Fact]
    public void Write_ThenRead_IsTheSameToHalfABit()
    {
        var waveform = new Waveform(new float[] { 0, 0.25f, -0.7f, 1, -1, 2 }, 16_000);
        using var stream = new MemoryStream();
        WavFile.Write(stream, waveform);

        Assert.Equal([0, 0.25f, -0.7f, 1, -1, 1], Read(stream.ToArray()).Samples.ToArray(), (a, b) => Math.Abs(a - b) < 6e-5);
    }

    [Theory]
    [InlineData(3, true)]
    [InlineData(4, false)]
    public void IsSilent_PeakAroundEightyDecibelsDown_IsTrueBelow(int sample, bool silent) =>
        Assert.Equal(silent, Read(new WavBytes().With(WavBytes.Shorts(0, -sample, 1))).IsSilent);

    public void Dispose() => _folder.Dispose();

    private Waveform Read(byte[] bytes) => WavFile.Read(_folder.Write("clip.wav", bytes));
}
