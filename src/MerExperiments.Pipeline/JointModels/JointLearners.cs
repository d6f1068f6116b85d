using MerExperiments.AudioText.CrossFitting;
using MerExperiments.AudioText.LanguageModels;
using MerExperiments.AudioText.Training;

namespace MerExperiments.Pipeline.JointModels;

/// <summary>Makes learners of joint models.</summary>
internal static class JointLearners
{
    /// <summary>The learner of one split's folds.</summary>
    public static IFeatureLearner Create(JointLearning learning)
    {
        JointModelSettings settings = learning.Settings;
        var trainer = new JointTrainer(SourceOf(settings), settings.Options, settings.Training);
        return new ToldLearner(learning.Progress, progress => new JointLearner(trainer, learning.Labels, learning.Store, learning.Device)
        {
            Progress = progress,
            Notice = learning.Progress.Say,
            Cut = learning.Cut,
        });
    }

    /// <summary>A model from scratch has room for the longest row; a published one is as long as it is.</summary>
    private static ILanguageModelSource SourceOf(JointModelSettings settings) => settings.IsPublished
        ? new PublishedLanguageModel(settings.Model)
        : new ScratchLanguageModel(LanguageModelPresets.Of(settings.Model, settings.Vocabulary!.Value, Math.Max(1024, settings.LongestRow)));
}
