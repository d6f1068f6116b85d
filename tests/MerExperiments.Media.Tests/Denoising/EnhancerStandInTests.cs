using MerExperiments.Media.Denoising;
using MerExperiments.Media.Tests.Spectral;

namespace MerExperiments.Media.Tests.Denoising;

public sealed class EnhancerStandInTests : DenoiserContract
{
    [Fact]
    public void Denoise_ToneAtFortyEightKilohertz_ComesBackHalvedAtSixteen()
    {
        using IDenoiser denoiser = Open();
        float[] tone = Signals.Tone(1000, 16_000 * 9);
        float[] clean = denoiser.Denoise(Signals.At16Kilohertz(tone)).Samples.ToArray();

        Assert.InRange(Enumerable.Range(500, clean.Length - 1000).Max(i => Math.Abs(clean[i] - (tone[i] / 2))), 0, 1e-3);
    }

    [Fact]
    public void Check_ExportOfAnotherFixedLength_NamesBothShapes()
    {
        Fault fault = StandIns.Published(Folder, "MossFormer2_SE_48K", StandIns.Enhancer(48_000)).Check("mossformer2-se-48k")[0];

        Assert.Equal("has the input \"noisy_audio\" of the shape [1, 1, 48000]; by its card it must be [1, 1, 192000]", fault.Problem);
    }

    protected override IDenoiser Open() => StandIns.Published(Folder, "MossFormer2_SE_48K", StandIns.Enhancer("n")).Open("mossformer2-se-48k");
}
