using System.Text.Json;
using MerExperiments.AudioText.CrossFitting;
using MerExperiments.Features;
using MerExperiments.Fusion.Export;
using MerExperiments.Fusion.Text;
using MerExperiments.Media.Preparation;
using MerExperiments.Pipeline.Inputs;
using MerExperiments.Pipeline.Splits;
using MerExperiments.Runs;

namespace MerExperiments.Pipeline.Prediction;

/// <summary>Says how a run made the inputs of its model, and puts beside the model what predicting needs: scales and joint models.</summary>
/// <remarks>It describes the first condition, whose model is written. New clips are prepared as its test part was, without noise mixed in.</remarks>
/// <param name="opened">The experiment.</param>
/// <param name="features">The run's features.</param>
/// <param name="run">How joint models that are not in the store would be trained again.</param>
internal sealed class FeatureDescriber(OpenedExperiment opened, CorpusFeatures features, JointRun run)
{
    /// <summary>The folder of the joint models in the model's folder.</summary>
    public const string JointFolder = "joint";

    private Condition First => opened.Conditions[0];

    private FeatureVersion Test => features[First.Sound.Test];

    /// <summary>Describes the inputs of a model.</summary>
    /// <param name="folder">The model's folder; files are written into it.</param>
    /// <param name="origin">The run, for people.</param>
    /// <param name="inputs">The model's inputs, in their order.</param>
    public JsonElement Describe(string folder, string origin, IReadOnlyList<string> inputs)
    {
        Directory.CreateDirectory(folder);
        ExperimentConfiguration configuration = opened.Configuration;
        bool joint = inputs.Contains(CrossFitted.EncoderName);
        var description = new FeatureDescription
        {
            Origin = origin,
            Refusal = joint && First.Splits.Count > 1
                ? $"each of its {First.Splits.Count} outer folds read the features of joint models of its own, and the model has one input for all of them; run the experiment with a test part, or without a joint model"
                : null,
            Settings = PredictionSettings.Of(configuration, First.Sound.Test, joint),
            Media = [.. MediaIdentity.Of(configuration.Prepare, First.Sound.Test.Denoised, opened.Media)],
            Sources = [.. inputs.Select(input => input switch
            {
                CrossFitted.EncoderName => Joint(folder),
                TextRows.EncoderName => new FeatureSource(input, FeatureSource.TextKind, null, null),
                _ => Encoder(folder, input),
            })],
        };
        return JsonSerializer.SerializeToElement(description, RunJson.Options);
    }

    /// <summary>Puts beside a joint model that was trained by itself how clips become what it reads.</summary>
    /// <param name="opened">The experiment.</param>
    /// <param name="folder">The model's folder.</param>
    public static void WriteJoint(OpenedExperiment opened, string folder)
    {
        ExperimentConfiguration configuration = opened.Configuration;
        SoundTreatment sound = opened.Conditions[0].Sound.Training;
        var description = new FeatureDescription
        {
            Origin = $"mer finetune {configuration.Experiment}",
            Settings = PredictionSettings.Of(configuration, sound, joint: true, normalised: false),
            Media = [.. MediaIdentity.Of(configuration.Prepare, sound.Denoised, opened.Media)],
            Sources = [new FeatureSource(CrossFitted.EncoderName, FeatureSource.JointKind, HeardBy(opened), null)],
        };
        RunJson.Write(Path.Combine(folder, DescribedModel.JointDescription), new JointDescriptionCard(ModelExport.Format, opened.Corpus.Labels.Names, description));
    }

    private static EncoderIdentity? HeardBy(OpenedExperiment opened) =>
        opened.Encoding.Heard.Select(encoder => EncoderIdentity.Of(opened.Encoding.Registry, encoder)).SingleOrDefault();

    private FeatureSource Encoder(string folder, string encoder) => new(
        encoder, FeatureSource.EncoderKind, EncoderIdentity.Of(opened.Encoding.Registry, encoder), Keep(folder, encoder, Test.Scales.GetValueOrDefault(encoder)));

    private FeatureSource Joint(string folder)
    {
        string? scale = null;
        if (First.Splits is [var split])
        {
            var input = new JointInput(split, opened.Corpus.Labels, features[First.Sound.Training], Test);
            opened.AudioText.Models.Export(input.Joint, run, Path.Combine(folder, JointFolder));
            bool isNormalised = opened.Configuration.Normalise == Normalisation.Speaker;
            scale = Keep(folder, CrossFitted.EncoderName, isNormalised ? FeatureScale.Of(opened.AudioText.Fit(input, run).Features) : null);
        }

        return new FeatureSource(CrossFitted.EncoderName, FeatureSource.JointKind, HeardBy(opened), scale);
    }

    private static string? Keep(string folder, string encoder, FeatureScale? scale)
    {
        string file = $"scale-{encoder}.npy";
        scale?.Write(Path.Combine(folder, file));
        return scale is null ? null : file;
    }
}
