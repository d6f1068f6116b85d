using MerExperiments.Evaluation;
using MerExperiments.Mining;
using MerExperiments.Pipeline.Configuration;

namespace MerExperiments.Pipeline.Stages;

/// <summary>Mines the pool: the best models of the iteration before vote, fold by fold.</summary>
/// <remarks>For each fold only the fits vote that never saw the fold's validation part, calibrated on the other folds' human labels; what
/// they agree on enters that fold's training part. So the next iteration's out-of-fold score is on labels that neither trained nor voted.</remarks>
/// <param name="context">The run.</param>
/// <param name="data">The split with its features.</param>
/// <param name="folder">The folder of the iteration being mined for.</param>
public sealed class VotingStage(RunContext context, FlowData data, string folder)
{
    /// <summary>Mines, or reads what was mined before: a mining decision is committed once.</summary>
    /// <param name="iteration">The iteration being mined for, 1 or more.</param>
    /// <param name="trials">The trials of the iteration before.</param>
    /// <param name="before">Its ensemble, whose heaviest members vote first.</param>
    public IReadOnlyList<PseudoLabel> Mine(int iteration, IReadOnlyList<FinishedTrial> trials, IterationOutcome before)
    {
        string path = Path.Combine(folder, "pseudo-labels.csv");
        if (File.Exists(path))
        {
            return PseudoLabelFile.Read(path, data.Labels);
        }

        IReadOnlyList<FinishedTrial> voters = VotersOf(trials, before);
        PseudoLabel[] mined = [.. Enumerable.Range(0, data.Folds.Count).SelectMany(fold => Mine(iteration, fold, voters))];
        PseudoLabelFile.Write(path, mined);
        return mined;
    }

    private IReadOnlyList<PseudoLabel> Mine(int iteration, int fold, IReadOnlyList<FinishedTrial> voters)
    {
        int[] others = [.. Enumerable.Range(0, data.Truth.Length).Where(row => data.Folds.Folds[row] != fold)];
        int[] truth = [.. others.Select(row => data.Truth[row])];
        VoterPosteriors[] posteriors =
        [
            .. voters.Select(voter => new VoterPosteriors(
                voter.Spec.Id, Calibration.Fit(voter.Posteriors.OutOfFold.Select(others), truth).Apply(voter.Posteriors.PoolBy(fold)))),
        ];
        int[] perClass = [.. Enumerable.Range(0, data.Labels.Count).Select(label => truth.Count(t => t == label))];
        return MultiModelVoting.Vote(posteriors, OptionsOf(iteration), new VotingRound(iteration, fold, perClass));
    }

    /// <summary>The quota grows turn by turn: later voters are better, and are trusted with more of the pool.</summary>
    private VotingOptions OptionsOf(int iteration)
    {
        MiningSection mining = context.Configuration.Mining;
        return new VotingOptions
        {
            MinimumAgreement = mining.MinimumAgreement,
            MinimumConfidence = mining.MinimumConfidence,
            ClassBalance = mining.ClassBalance,
            MaximumShare = mining.MaximumShare * iteration,
        };
    }

    private IReadOnlyList<FinishedTrial> VotersOf(IReadOnlyList<FinishedTrial> trials, IterationOutcome before)
    {
        var weights = before.Weights.ToDictionary(StringComparer.Ordinal);
        return
        [
            .. trials.OrderByDescending(trial => weights.GetValueOrDefault(trial.Spec.Id))
                .ThenByDescending(trial => trial.Score)
                .ThenBy(trial => trial.Spec.Number)
                .Take(context.Configuration.Mining.Voters)
                .OrderBy(trial => trial.Spec.Number),
        ];
    }
}
