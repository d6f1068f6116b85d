using System.Text.Json;
using MerExperiments.Media;
using MerExperiments.Media.Denoising;
using MerExperiments.Media.Preparation;
using MerExperiments.Pipeline.Prediction;
using MerExperiments.Pipeline.Tests.Configuration;
using MerExperiments.Storage;

namespace MerExperiments.Pipeline.Tests.Prediction;

/// <summary>The settings that a model carries: those that make features of clips, and no others.</summary>
public sealed class PredictionSettingsTests
{
    private static readonly Workspace Nowhere = new(Path.Combine(Path.GetTempPath(), "no-such-workspace"));

    [Fact]
    public void Of_NoisyExperiment_KeepsTheDenoiserAndMixesNoNoiseIn()
    {
        ExperimentConfiguration configuration = Configuration(
            """ "prepare": { "noise": { "kind": "babble" }, "denoise": "gtcrn", "framesPerSecond": 5 }, "normalise": "speaker", "device": "cuda" """);

        PredictionSettings clean = Read(PredictionSettings.Of(configuration, new SoundTreatment(Noisy: true, Denoised: false), joint: false));
        PredictionSettings denoised = Read(PredictionSettings.Of(configuration, new SoundTreatment(Noisy: true, Denoised: true), joint: false));

        Assert.Equal((false, "none", 5), (clean.Prepare.HasNoise, clean.Prepare.Denoise, clean.Prepare.FramesPerSecond));
        Assert.Equal((false, "gtcrn"), (denoised.Prepare.HasNoise, denoised.Prepare.Denoise));
        Assert.Equal((Normalisation.Speaker, DeviceChoice.Auto), (denoised.Normalise, denoised.Device));
    }

    [Fact]
    public void Of_JointModel_IsCarriedWhereTheModelReadsItAlone()
    {
        ExperimentConfiguration configuration = Configuration(""" "audioText": { "model": "tiny", "longestText": 24 } """);

        Assert.Null(Read(PredictionSettings.Of(configuration, default, joint: false)).AudioText);
        Assert.Equal(24, Read(PredictionSettings.Of(configuration, default, joint: true)).With([], null).JointModel!.LongestText);
    }

    [Fact]
    public void Read_DenoiserOfAnotherToolkit_IsRefusedWithThoseThatAreKnown()
    {
        var settings = JsonElement.Parse("""{ "prepare": { "denoise": "halving" } }""");

        Fault fault = Assert.Single(Assert.Throws<InvalidInputException>(() => Read(settings)).Faults);
        var own = new Toolkit().AddDenoiser(new MediaModel<IDenoiser>("halving", "1", _ => throw new NotSupportedException()));

        Assert.Equal("model.json", fault.Place);
        Assert.StartsWith("features.settings.prepare.denoise is \"halving\"; it must be one of: none, ", fault.Problem, StringComparison.Ordinal);
        Assert.Equal("halving", PredictionSettings.Read(settings, own, Nowhere, "model.json").Prepare.Denoise);
    }

    [Fact]
    public void With_ModelsRootGiven_StandsInPlaceOfTheOneThatWasTrainedWith()
    {
        PredictionSettings settings = Read(JsonElement.Parse("""{ "models": { "root": "models" } }"""));

        Assert.Equal(Path.Combine(Nowhere.Root, "models"), settings.With(["a"], null).Models.Root);
        Assert.Equal("/other", settings.With(["a"], "/other").Models.Root);
    }

    [Fact]
    public void Faults_OfMediaModels_NameThoseOfAnotherVersion()
    {
        var then = new MediaIdentity("denoise", "halving", "1");

        Assert.Empty(MediaIdentity.Faults([then], [then]));
        Assert.Equal("prepare.denoise", Assert.Single(MediaIdentity.Faults([then], [then with { Key = "2" }])).Place);
    }

    private static ExperimentConfiguration Configuration(string keys) => CatalogueBuilder.One(keys).Resolve("a", []);

    private static PredictionSettings Read(JsonElement settings) => PredictionSettings.Read(settings, new Toolkit(), Nowhere, "model.json");
}
