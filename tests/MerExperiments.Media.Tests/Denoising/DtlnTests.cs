using MerExperiments.Media.Denoising;

namespace MerExperiments.Media.Tests.Denoising;

public sealed class DtlnTests : DenoiserContract
{
    [Theory]
    [InlineData(NoiseColour.White, 6)]
    [InlineData(NoiseColour.Pink, 4.5)]
    public void Denoise_SpeechInStationaryNoise_RaisesTheRatio(NoiseColour colour, double leastDb) => Quality.AssertGain(Open(), colour, leastDb);

    [Theory]
    [InlineData(NoiseColour.White)]
    [InlineData(NoiseColour.Pink)]
    public void Denoise_SpeechInStationaryNoise_KeepsItsLevel(NoiseColour colour) => Quality.AssertLevel(Open(), colour, -3, 1);

    protected override IDenoiser Open() => DenoisingAssets.Registry().Open("dtln");
}
