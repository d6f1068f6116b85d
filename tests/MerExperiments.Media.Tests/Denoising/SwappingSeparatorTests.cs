using MerExperiments.Media.Denoising;
using MerExperiments.Media.Tests.Spectral;

namespace MerExperiments.Media.Tests.Denoising;

public sealed class SwappingSeparatorTests : DenoiserContract
{
    private const string TwoSources = """, "sources": 2, "speaker": "loudest", "minimumSamples": 20""";

    private static readonly string Card = StandIns.Card("swapping", TwoSources).Replace("\"outputRank\": 2", "\"outputRank\": 3", StringComparison.Ordinal);

    [Fact]
    public void Denoise_SourcesThatChangePlaces_ArePutBackByTheirOverlap()
    {
        // Positive in the mean at first, negative later: the stand-in exchanges its sources half way.
        float[] sound = [.. Signals.Tone(200, 6000, 0.2f).Select((sample, i) => sample + (i < 3000 ? 0.05f : -0.05f))];
        using IDenoiser denoiser = Open();

        Assert.Equal(sound, denoiser.Denoise(Signals.At16Kilohertz(sound)).Samples.ToArray(), (a, b) => Math.Abs(a - b) < 1e-6);
    }

    protected override IDenoiser Open() => StandIns.Registry(Folder, "swapping", StandIns.SwappingSeparator(), Card).Open("swapping");
}
