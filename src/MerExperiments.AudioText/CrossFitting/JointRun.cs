using System.Globalization;
using MerExperiments.Features;
using MerExperiments.Runs;

namespace MerExperiments.AudioText.CrossFitting;

/// <summary>What the joint models of one split read.</summary>
/// <param name="Rows">The rows, by what is done with them.</param>
/// <param name="Labels">The classes.</param>
/// <param name="KeyOf">Names the content of a frame table of the rows, such as its folder in a feature store.</param>
public sealed record JointSplit(CrossFitRows Rows, LabelSet Labels, Func<FrameTable, string> KeyOf);

/// <summary>How joint models are trained: what does not change them.</summary>
/// <param name="Workers">Folds trained side by side, 1 or more.</param>
/// <param name="Progress">Receives progress and notices.</param>
/// <param name="Prefix">What to put before a stage's name; may be empty.</param>
/// <param name="Cancellation">Stops the work at the next step; a checkpoint is kept.</param>
public sealed record JointRun(int Workers, IRunProgress Progress, string Prefix, CancellationToken Cancellation)
{
    /// <summary>A fold's training begins: a stage of its own, <c>audio-text fold 2/5</c>, in epochs.</summary>
    /// <param name="fold">The fold, from 0.</param>
    /// <param name="folds">The number of folds; 0 for one model on all labelled rows.</param>
    /// <param name="epochs">The most epochs.</param>
    internal IStageProgress Begin(int fold, int folds, int epochs) => Progress.Begin(
        string.Create(CultureInfo.InvariantCulture, $"{Prefix}audio-text{(folds == 0 ? "" : $" fold {fold + 1}/{folds}")}"), epochs, "epochs");
}
