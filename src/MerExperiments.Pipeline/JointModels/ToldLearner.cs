using System.Collections.Concurrent;
using System.Globalization;
using MerExperiments.AudioText.CrossFitting;
using MerExperiments.AudioText.Training;
using MerExperiments.Runs;

namespace MerExperiments.Pipeline.JointModels;

/// <summary>A learner that tells how far each of its tasks is, and refuses in the keys of experiments.json.</summary>
internal sealed class ToldLearner : IFeatureLearner
{
    private readonly JointProgress _progress;
    private readonly IFeatureLearner _inner;
    private readonly ConcurrentDictionary<int, IStageProgress> _stages = [];

    /// <summary>Wraps a learner.</summary>
    /// <param name="progress">Whom to tell.</param>
    /// <param name="inner">Makes the learner from what it is to call, with the fold and what happened, while it trains.</param>
    public ToldLearner(JointProgress progress, Func<Action<int, TrainingProgress>, IFeatureLearner> inner) => (_progress, _inner) = (progress, inner(Tell));

    /// <inheritdoc/>
    public IReadOnlyList<EncodedRows> Learn(LearningTask task, CancellationToken cancellation)
    {
        using IStageProgress stage = _stages[task.Fold] = _progress.Begin(task.Fold);
        try
        {
            return _inner.Learn(task, cancellation);
        }
        catch (InvalidInputException refusal)
        {
            throw AudioTextKeys.Of(refusal);
        }
    }

    private void Tell(int fold, TrainingProgress told)
    {
        if (told.Epoch is { } epoch)
        {
            string waf = epoch.ValidationWaf is { } value ? string.Create(CultureInfo.InvariantCulture, $", validation WAF {value:0.000}") : "";
            _stages[fold].Note(string.Create(CultureInfo.InvariantCulture, $"loss {epoch.TrainingLoss:0.000}{waf}"));
            _stages[fold].Advance();
        }
    }
}
