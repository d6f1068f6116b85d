using MerExperiments.Media.Denoising;
using MerExperiments.Media.Tests.Spectral;

namespace MerExperiments.Media.Tests.Denoising;

public sealed class SeparatorStandInTests : DenoiserContract
{
    private const string Name = "mossformer2-ss-16k";

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
    public void Check_MostSpeechWithoutTheVoiceActivityModel_NamesItsFile() =>
        Assert.EndsWith("silero_vad.onnx", Assert.Single(StandIns.Registry(Folder, Name, StandIns.Separator(), CardOf("most-speech")).Check(Name)).Place);

    protected override IDenoiser Open() => StandIns.Published(Folder, "MossFormer2_SS_16K", StandIns.Separator()).Open(Name);

    private static string CardOf(string rule) => File.ReadAllText(Path.Combine(DenoisingAssets.Cards(), $"{Name}.denoiser.json"))
        .Replace("most-like-input", rule, StringComparison.Ordinal)
        .Replace("mossformer2/MossFormer2_SS_16K", Name, StringComparison.Ordinal);

    private float[] OpenBy(string rule, Func<Waveform, double>? speechShare = null)
    {
        StandIns.Registry(Folder, Name, StandIns.Separator(), CardOf(rule));
        DenoiserCard card = DenoiserCard.Read(Path.Combine(Folder.Path, $"{Name}.denoiser.json"));
        using var denoiser = new CardDenoiser(card, Folder.Path, speechShare);
        return denoiser.Denoise(Signals.At16Kilohertz(Tone)).Samples.ToArray();
    }

    private static void AssertScaled(double scale, float[] clean) =>
        Assert.All(clean.Zip(Tone), pair => Assert.Equal(scale * pair.Second, pair.First, 1e-4));
}
