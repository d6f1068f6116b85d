using MerExperiments.Evaluation;
using MerExperiments.Fusion.Ensembles;
using MerExperiments.Runs;
using MerExperiments.Storage;

namespace MerExperiments.Pipeline.Stages;

/// <summary>Puts the trials of an iteration together: chooses members and weights, and says what the ensemble says.</summary>
/// <remarks>The weights that score a fold were fitted on the other folds. Models of trials that are no members are deleted then.</remarks>
/// <param name="context">The run.</param>
/// <param name="data">The split with its features.</param>
/// <param name="folder">The iteration's folder.</param>
public sealed class EnsembleStage(RunContext context, FlowData data, string folder)
{
    private Metric Metric => context.Configuration.Metric;

    /// <summary>Concludes an iteration.</summary>
    public IterationOutcome Conclude(int iteration, IReadOnlyList<FinishedTrial> trials, IReadOnlyList<PseudoLabel> pseudoLabels, NamedSeed seed)
    {
        EnsembleMember[] members = [.. trials.Select(trial => new EnsembleMember(trial.Spec.Id, trial.Posteriors.OutOfFold))];
        (EnsembleWeights final, Posteriors outOfFold) =
            CrossFittedEnsemble.Fit(Method(), members, data.Truth, data.Folds.Folds, data.Labels, seed);
        KeyValuePair<string, double>[] weights =
        [
            .. final.Names.Zip(final.Values, KeyValuePair.Create)
                .Where(w => w.Value > 0).OrderByDescending(w => w.Value).ThenBy(w => w.Key, StringComparer.Ordinal),
        ];
        string path = Path.Combine(folder, "ensemble.json");
        context.Tell(CheckedFile.DamageOf(path), "it is computed again");
        RunJson.Write(path, weights.ToDictionary());
        DropModels(trials, [.. weights.Select(w => w.Key)]);
        return new IterationOutcome
        {
            Iteration = iteration,
            Weights = weights,
            OutOfFold = outOfFold,
            OutOfFoldScore = Metrics.Of(Metric, data.Truth, outOfFold.PredictedIndices(), data.Labels.Count),
            Test = Mix(trials, weights, trial => trial.Posteriors.Test),
            Pool = Mix(trials, weights, trial => trial.Posteriors.Pool),
            PseudoLabels = pseudoLabels,
        };
    }

    private IEnsembleMethod Method()
    {
        var proposer = new TunedWeights(context.Toolkit.Tuner(context.Configuration.Sweep.Search.Tuner));
        return context.Toolkit.Ensemble(new EnsembleContext(
            context.Configuration.Ensemble,
            (posteriors, truth) => Metrics.Of(Metric, [.. truth], posteriors.PredictedIndices(), posteriors.Labels.Count),
            proposer.Propose));
    }

    private static Posteriors Mix(
        IReadOnlyList<FinishedTrial> trials, IReadOnlyList<KeyValuePair<string, double>> weights, Func<FinishedTrial, Posteriors> part)
    {
        var trialOf = trials.ToDictionary(trial => trial.Spec.Id, StringComparer.Ordinal);
        return Posteriors.Mean([.. weights.Select(w => part(trialOf[w.Key]))], [.. weights.Select(w => w.Value)]);
    }

    private static void DropModels(IReadOnlyList<FinishedTrial> trials, HashSet<string> members)
    {
        foreach (FinishedTrial trial in trials.Where(trial => !members.Contains(trial.Spec.Id)))
        {
            FoldFitStore.DropModelsBelow(trial.Folder);
        }
    }
}
