using MerExperiments.Evaluation;
using MerExperiments.Mining;
using MerExperiments.Pipeline.Inputs;
using MerExperiments.Storage;

namespace MerExperiments.Pipeline.Loop;

/// <summary>Mines the pool: the best models of the iteration before vote, fold by fold.</summary>
/// <remarks>For each fold only the fits vote that never saw the fold's validation part; which trials vote, and how they are calibrated, is
/// decided on the other folds' human labels. What they agree on enters that fold's training part. What is left is of second order, as in any
/// stacking: the fits by which voters are chosen and calibrated on the other folds trained on this one. Only nested folds would remove it,
/// and the test part has no share in it.</remarks>
/// <param name="context">The run.</param>
/// <param name="data">The split with its features.</param>
/// <param name="folder">The folder of the iteration being mined for.</param>
internal sealed class VotingStage(RunContext context, SplitFeatures data, string folder)
{
    /// <summary>Mines, or reads what was mined before: a mining decision is committed once. One that was damaged is made again.</summary>
    /// <param name="iteration">The iteration being mined for, 1 or more.</param>
    /// <param name="trials">The trials of the iteration before.</param>
    public IReadOnlyList<PseudoLabel> Mine(int iteration, IReadOnlyList<FinishedTrial> trials)
    {
        string path = Path.Combine(folder, "pseudo-labels.csv");
        context.Tell(CheckedFile.DamageOf(path), "it is mined again");
        if (CheckedFile.IsWhole(path))
        {
            return PseudoLabelFile.Read(path, data.Labels);
        }

        PseudoLabel[] mined = [.. Enumerable.Range(0, data.Folds.Count).SelectMany(fold => Mine(iteration, fold, trials))];
        PseudoLabelFile.Write(path, mined);
        return mined;
    }

    private IReadOnlyList<PseudoLabel> Mine(int iteration, int fold, IReadOnlyList<FinishedTrial> trials)
    {
        int[] others = [.. Enumerable.Range(0, data.Truth.Length).Where(row => data.Folds.Folds[row] != fold)];
        int[] truth = [.. others.Select(row => data.Truth[row])];
        int[] mayBeMined = RowsWithoutSpeakersOf(fold);
        VoterPosteriors[] voters =
        [
            .. trials.Select(trial => (trial, known: trial.Posteriors.OutOfFold.Select(others)))
                .OrderByDescending(pair => Metrics.Of(context.Configuration.Metric, truth, pair.known.PredictedIndices(), data.Labels.Count))
                .ThenBy(pair => pair.trial.Spec.Number)
                .Take(context.Configuration.Mining.Voters)
                .OrderBy(pair => pair.trial.Spec.Number)
                .Select(pair => new VoterPosteriors(
                    pair.trial.Spec.Id, Calibration.Fit(pair.known, truth).Apply(pair.trial.Posteriors.PoolBy(fold).Select(mayBeMined)))),
        ];
        int[] perClass = [.. Enumerable.Range(0, data.Labels.Count).Select(label => truth.Count(t => t == label))];
        return MultiModelVoting.Vote(voters, context.Configuration.Mining.Voting.At(iteration), new VotingRound(iteration, fold, perClass));
    }

    /// <summary>The pool rows whose speaker is not validated in the fold: else the fold would train on a speaker that it is scored on.</summary>
    private int[] RowsWithoutSpeakersOf(int fold)
    {
        if (!data.Folds.GroupedBySpeaker)
        {
            return [.. Enumerable.Range(0, data.PoolNames.Count)];
        }

        HashSet<string?> validated = [.. data.ValidationRows(fold).Select(row => data.Split.Labelled[row].Speaker).Where(speaker => speaker is not null)];
        return [.. Enumerable.Range(0, data.PoolNames.Count).Where(row => !validated.Contains(data.Split.Pool[row].Speaker))];
    }
}
