using MerExperiments.Media.Denoising;

namespace MerExperiments.Media.Tests.Denoising;

public sealed class FixedLengthStandInTests : DenoiserContract
{
    protected override IDenoiser Open() => StandIns.Published(Folder, "MossFormer2_SE_48K", StandIns.Enhancer(192_000)).Open("mossformer2-se-48k");
}
