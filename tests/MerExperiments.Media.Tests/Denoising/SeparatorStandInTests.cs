using MerExperiments.Media.Denoising;
using MerExperiments.Media.Tests.Spectral;

namespace MerExperiments.Media.Tests.Denoising;

public sealed class SeparatorStandInTests : DenoiserContract
{
    private static readonly float[] Tone = Signals.Tone(440, 5000);

    [Fact]
    public void Denoise_MostLikeInput_TakesTheQuietSourceThatFollowsTheSound() => AssertScaled(0.25, OpenBy("most-like-input"));

    [Fact]
    public void Denoise_Loudest_TakesTheFirstSource()
    {
        float[] clean = OpenBy("loudest");

        Assert.All(clean, sample => Assert.True(sample >= 0));
        Assert.Equal(0.5, clean.Max(), 1e-3);
    }

    [Fact]
    public void Denoise_MostSpeech_AsksTheFunctionOnEachSource() =>
        AssertScaled(0.25, OpenBy("most-speech", sound => sound.Samples.ToArray().Count(sample => sample < 0)));

    [Fact]
    public void Open_MostSpeechWithoutAFunction_SaysWhatIsMissing() =>
        Assert.Contains("voice activity must be given", Assert.Throws<InvalidInputException>(() => OpenBy("most-speech")).Message);

    protected override IDenoiser Open() => StandIns.Published(Folder, "MossFormer2_SS_16K", StandIns.Separator()).Open("mossformer2-ss-16k");

    private float[] OpenBy(string rule, Func<Waveform, double>? speechShare = null)
    {
        string card = File.ReadAllText(Path.Combine(DenoisingAssets.Cards(), "mossformer2-ss-16k.denoiser.json"))
            .Replace("most-like-input", rule, StringComparison.Ordinal)
            .Replace("mossformer2/MossFormer2_SS_16K", "mossformer2-ss-16k", StringComparison.Ordinal);
        DenoiserRegistry registry = StandIns.Registry(Folder, "mossformer2-ss-16k", StandIns.Separator(), card);
        using IDenoiser denoiser = registry.Open("mossformer2-ss-16k", speechShare);
        return denoiser.Denoise(Signals.At16Kilohertz(Tone)).Samples.ToArray();
    }

    private static void AssertScaled(double scale, float[] clean) =>
        Assert.All(clean.Zip(Tone), pair => Assert.Equal(scale * pair.Second, pair.First, 1e-4));
}
