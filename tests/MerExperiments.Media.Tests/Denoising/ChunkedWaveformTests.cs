using MerExperiments.Media.Denoising;
using MerExperiments.Media.Tests.Spectral;

namespace MerExperiments.Media.Tests.Denoising;

public sealed class ChunkedWaveformTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(999)]
    [InlineData(1000)]
    [InlineData(1001)]
    [InlineData(1800)]
    [InlineData(1801)]
    [InlineData(12_345)]
    public void Denoise_ChunksOfADoublingGraph_JoinWithoutASeam(int samples)
    {
        float[] sound = Signals.Noise(samples, 0.5f);

        Assert.Equal([.. sound.Select(sample => 2 * sample)], Run(StandIns.Card("plain"), sound), (a, b) => Math.Abs(a - b) < 1e-6);
    }

    [Theory]
    [InlineData("none", 0.25)]
    [InlineData("peak", 1)]
    [InlineData("rms", 1)]
    public void Denoise_Normalisation_IsTakenBack(string normalisation, float level)
    {
        string card = StandIns.Card("plain", FormattableString.Invariant($", \"normalisation\": \"{normalisation}\", \"level\": {level}"));

        Assert.Equal([0.2f, -0.4f, 0.04f], Run(card, [0.1f, -0.2f, 0.02f]), (a, b) => Math.Abs(a - b) < 1e-6);
    }

    [Fact]
    public void Denoise_GraphThatShortens_IsRefusedByName()
    {
        using IDenoiser denoiser = StandIns.Registry(_folder, "plain", StandIns.Shortening(), StandIns.Card("plain")).Open("plain");
        var e = Assert.Throws<InvalidInputException>(() => denoiser.Denoise(Signals.At16Kilohertz([0.1f, 0.2f, 0.3f])));

        Assert.Contains("gave 2 samples in 1 source(s) for 3", e.Message);
    }

    [Fact]
    public void Denoise_GraphThatGivesInfinity_IsThatClipsTrouble()
    {
        using IDenoiser denoiser = StandIns.Registry(_folder, "plain", StandIns.Plain(float.PositiveInfinity), StandIns.Card("plain")).Open("plain");
        var e = Assert.Throws<ClipException>(() => denoiser.Denoise(Signals.At16Kilohertz([0.1f, 0.2f])));

        Assert.Contains("at sample 0; every sample must be finite", e.Reason);
    }

    [Fact]
    public void Denoise_GraphThatCannotRunOnAClip_IsThatClipsTrouble()
    {
        using IDenoiser denoiser = StandIns.Registry(_folder, "plain", StandIns.SevenSamplesOrMore(), StandIns.Card("plain")).Open("plain");
        var e = Assert.Throws<ClipException>(() => denoiser.Denoise(Signals.At16Kilohertz([0.1f, 0.2f])));

        Assert.StartsWith("cannot run on 2 samples at 16000 Hz: ", e.Reason);
        Assert.Equal(7, denoiser.Denoise(Signals.At16Kilohertz(Signals.Noise(7))).Samples.Length);
    }

    private float[] Run(string card, float[] sound)
    {
        using IDenoiser denoiser = StandIns.Registry(_folder, "plain", StandIns.Plain(2), card).Open("plain");
        return denoiser.Denoise(Signals.At16Kilohertz(sound)).Samples.ToArray();
    }
}
