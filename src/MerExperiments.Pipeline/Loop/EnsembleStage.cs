using MerExperiments.Evaluation;
using MerExperiments.Fusion.Ensembles;
using MerExperiments.Pipeline.Inputs;
using MerExperiments.Pipeline.Scores;
using MerExperiments.Runs;
using MerExperiments.Search;
using MerExperiments.Storage;
using MerExperiments.Sweeps;

namespace MerExperiments.Pipeline.Loop;

/// <summary>Puts the trials of an iteration together: chooses members and weights, and says what the ensemble says.</summary>
/// <remarks>The weights that score a fold were fitted on the other folds. Models of trials that are no members are deleted then.</remarks>
/// <param name="context">The run.</param>
/// <param name="data">The split with its features.</param>
/// <param name="folder">The iteration's folder.</param>
internal sealed class EnsembleStage(RunContext context, SplitFeatures data, string folder)
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

/// <summary>Lets a tuner propose ensemble weights: each member's weight is a parameter in 0..1, each set of weights tried a finished trial.</summary>
/// <param name="tuner">The tuner.</param>
internal sealed class TunedWeights(ITuner tuner)
{
    /// <summary>The next weights to try (a <see cref="WeightProposer"/>).</summary>
    public IReadOnlyList<double> Propose(IReadOnlyList<string> members, IReadOnlyList<WeightDraw> tried, NamedSeed seed)
    {
        var space = new SearchSpace(members.Select(member => new RealParameter(member, 0, 1, 0.5)));
        TrialRecord[] history = [.. tried.Select((draw, number) => new TrialRecord(SpecOf(members, draw, number), ResultOf(draw)))];
        ParameterSet proposed = tuner.Propose(space, history, seed);
        return [.. members.Select(proposed.Real)];
    }

    private static TrialSpec SpecOf(IReadOnlyList<string> members, WeightDraw draw, int number) => new()
    {
        Number = number,
        Parameters = new ParameterSet(members.Zip(draw.Weights, (member, weight) => KeyValuePair.Create(member, new ParameterValue(weight)))),
        Seed = 0,
        ProposedBy = "weights",
    };

    private static TrialResult ResultOf(WeightDraw draw) => new() { State = TrialState.Completed, Score = draw.Score };
}
