using MerExperiments.AudioText;
using MerExperiments.AudioText.CrossFitting;

namespace MerExperiments.Pipeline.JointModels;

/// <summary>What makes the learner of a split's folds.</summary>
/// <param name="Settings">The model and its training.</param>
/// <param name="Labels">The classes.</param>
/// <param name="Store">Where models and checkpoints lie.</param>
/// <param name="Device">What trains and encodes.</param>
/// <param name="Progress">How far each fold is.</param>
/// <param name="Cut">Told by each fold whose model reads rows that are too long for it.</param>
public sealed record JointLearning(
    JointModelSettings Settings, LabelSet Labels, LearningStore Store, TorchDevice Device, JointProgress Progress, Action<RowCuts> Cut);
