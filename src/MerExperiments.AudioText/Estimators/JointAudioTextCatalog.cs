using Microsoft.ML;

namespace MerExperiments.AudioText.Estimators;

/// <summary>The joint Audio-Text model among ML.NET's multiclass trainers.</summary>
public static class JointAudioTextCatalog
{
    /// <summary>A language model that reads audio frames and transcript together and is fine-tuned on the classes.</summary>
    public static JointAudioTextEstimator JointAudioText(
        this MulticlassClassificationCatalog.MulticlassClassificationTrainers trainers, JointAudioTextOptions options)
    {
        ArgumentNullException.ThrowIfNull(trainers);
        ArgumentNullException.ThrowIfNull(options);
        return new JointAudioTextEstimator(options);
    }
}
