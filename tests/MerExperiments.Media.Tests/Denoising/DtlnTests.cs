using MerExperiments.Media.Denoising;

namespace MerExperiments.Media.Tests.Denoising;

public sealed class DtlnTests : DenoiserContract
{
    [Theory]
    [InlineData(NoiseColour.White, 6)]
    [InlineData(NoiseColour.Pink, 4.5)]
    public void Denoise_SpeechInStationaryNoise_RaisesTheRatio(NoiseColour colour, double leastDb) => Quality.AssertGain(Open(), colour, leastDb);

    protected override IDenoiser Open() => DenoisingAssets.Registry().Open("dtln");
}
