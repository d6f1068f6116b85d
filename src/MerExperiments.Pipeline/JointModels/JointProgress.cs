using System.Globalization;
using MerExperiments.Runs;

namespace MerExperiments.Pipeline.JointModels;

/// <summary>Tells how far the folds of a joint model are, a stage for each: <c>audio-text fold 2/5</c>, in epochs.</summary>
/// <param name="progress">Whom to tell.</param>
/// <param name="prefix">What to put before the stage's name; may be empty.</param>
/// <param name="folds">The number of folds; 0 for one model on all labelled rows.</param>
/// <param name="epochs">The most epochs.</param>
public sealed class JointProgress(IRunProgress progress, string prefix, int folds, int epochs)
{
    /// <summary>One line a person should read.</summary>
    public void Say(string message) => progress.Say(message);

    /// <summary>A fold begins.</summary>
    public IStageProgress Begin(int fold) => progress.Begin(
        string.Create(CultureInfo.InvariantCulture, $"{prefix}audio-text{(folds == 0 ? "" : $" fold {fold + 1}/{folds}")}"), epochs, "epochs");
}
