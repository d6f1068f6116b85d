using MerExperiments.Media.Denoising;

namespace MerExperiments.Media.Tests.Denoising;

public sealed class GtcrnTests : DenoiserContract
{
    [Fact]
    public void Denoise_AuthorsMixture_IsTheAuthorsResult()
    {
        using IDenoiser denoiser = Open();
        float[] expected = DenoisingAssets.Recording("models/gtcrn/enh.wav").Samples.ToArray();
        float[] clean = denoiser.Denoise(DenoisingAssets.Recording("models/gtcrn/mix.wav")).Samples[..expected.Length].ToArray();
        double snrDb = Quality.SnrDb(expected, clean);

        TestContext.Current.TestOutputHelper?.WriteLine(FormattableString.Invariant($"SNR against the author's enh.wav: {snrDb:0.00} dB"));
        Assert.InRange(snrDb, 60, 200);
    }

    [Theory]
    [InlineData(NoiseColour.White, 6)]
    [InlineData(NoiseColour.Pink, 4.5)]
    public void Denoise_SpeechInStationaryNoise_RaisesTheRatio(NoiseColour colour, double leastDb) => Quality.AssertGain(Open(), colour, leastDb);

    protected override IDenoiser Open() => DenoisingAssets.Registry().Open("gtcrn");
}
