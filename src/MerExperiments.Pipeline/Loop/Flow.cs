using System.Globalization;
using MerExperiments.Mining;
using MerExperiments.Pipeline.Inputs;
using MerExperiments.Pipeline.Scores;
using MerExperiments.Pipeline.Splits;
using MerExperiments.Runs;
using MerExperiments.Search;
using MerExperiments.Storage;

namespace MerExperiments.Pipeline.Loop;

/// <summary>The paper's flow on one split: sweep, ensemble, vote, and again with what was mined, until mining ends.</summary>
/// <remarks>Everything is a function of the data, the configuration and the seed; what is on disk already is read, not computed again.</remarks>
/// <param name="context">The run.</param>
/// <param name="data">The split with its features.</param>
/// <param name="folderOf">The folder of a mining iteration.</param>
/// <param name="prefix">What to put before a stage's name when telling progress; empty where there is one split.</param>
internal sealed class Flow(RunContext context, SplitFeatures data, Func<int, string> folderOf, string prefix)
{
    private readonly NamedSeed _seed = context.Seed.For("flow", data.Split.OuterFold);

    private ExperimentConfiguration Configuration => context.Configuration;

    /// <summary>Runs the flow.</summary>
    /// <exception cref="OperationCanceledException">It was stopped; a resumed run goes on.</exception>
    public FlowOutcome Run(CancellationToken cancellation)
    {
        IReadOnlyList<FinishedTrial> trials = Sweep(0, [], context.Space.Baselines, Configuration.Sweep.Search.Trials, cancellation);
        IReadOnlyList<SingleModality> singles = Singles(trials);
        LightBaseline? light = Configuration.Evaluation.LightBaseline
            ? new LightBaselineStage(context, data, Path.Combine(folderOf(0), "light-baseline"), context.Space.Encoders).Run(prefix, cancellation)
            : null;
        IReadOnlyList<ParameterSet> best = BestParameterSets(trials);
        var outcomes = new List<IterationOutcome> { Conclude(0, trials, []) };
        WriteMetrics(singles, outcomes);
        string? stop;
        while ((stop = StopReason(outcomes)) is null)
        {
            int k = outcomes.Count;
            IReadOnlyList<PseudoLabel> mined = new VotingStage(context, data, folderOf(k)).Mine(k, trials);
            if (NewLabels(mined, outcomes[^1].PseudoLabels) == 0)
            {
                stop = string.Create(CultureInfo.InvariantCulture, $"the vote for iteration {k} gave no new pseudo-label");
                break;
            }

            trials = Sweep(k, mined, best, Configuration.Mining.Trials ?? best.Count, cancellation);
            outcomes.Add(Conclude(k, trials, mined));
            WriteMetrics(singles, outcomes);
        }

        outcomes[^1] = outcomes[^1] with { StopReason = stop };
        return new FlowOutcome(data, singles, outcomes, light);
    }

    private IReadOnlyList<FinishedTrial> Sweep(
        int k, IReadOnlyList<PseudoLabel> mined, IReadOnlyList<ParameterSet> baselines, int trials, CancellationToken cancellation) =>
        new SweepStage(context, data, folderOf(k)).Run(
            string.Create(CultureInfo.InvariantCulture, $"{prefix}iteration {k}: sweep"), mined, baselines, trials, _seed.For("sweep", k), cancellation);

    private IterationOutcome Conclude(int k, IReadOnlyList<FinishedTrial> trials, IReadOnlyList<PseudoLabel> mined)
    {
        IterationOutcome outcome = new EnsembleStage(context, data, folderOf(k)).Conclude(k, trials, mined, _seed.For("ensemble", k));
        context.Session.Log.Append("iteration", new { Folder = Path.GetRelativePath(context.Session.Run.Path, folderOf(k)), outcome.OutOfFoldScore, PseudoLabels = mined.Count });
        return outcome;
    }

    /// <summary>The iteration's scores on this split alone, for whoever watches the run; nothing in the flow reads them.</summary>
    private void WriteMetrics(IReadOnlyList<SingleModality> singles, IReadOnlyList<IterationOutcome> outcomes)
    {
        int k = outcomes.Count - 1;
        var scores = new ConditionScores(
            new Condition("", 0, new SoundCondition("", default, default), [data.Split]), [new FlowOutcome(data, singles, outcomes)], Configuration.Metric, context.Seed.For("scores")); // the seed of the final scores, so that intervals agree
        string path = Path.Combine(folderOf(k), "metrics.json");
        context.Tell(CheckedFile.DamageOf(path), "it is computed again");
        RunJson.Write(path, scores.Iteration(k));
    }

    private string? StopReason(List<IterationOutcome> outcomes) => data.PoolNames.Count == 0
        ? "there is no pool"
        : new MiningStopRule(Configuration.Mining).After([.. outcomes.Select((outcome, k) => new MiningProgress(
            k, k == 0 ? 0 : NewLabels(outcome.PseudoLabels, outcomes[k - 1].PseudoLabels), outcome.OutOfFoldScore))]);

    private static int NewLabels(IReadOnlyList<PseudoLabel> labels, IReadOnlyList<PseudoLabel> before) =>
        labels.Select(label => (label.Fold, label.Name)).Except(before.Select(label => (label.Fold, label.Name))).Count();

    private IReadOnlyList<ParameterSet> BestParameterSets(IReadOnlyList<FinishedTrial> trials) =>
        [.. trials.OrderByDescending(trial => trial.Score).ThenBy(trial => trial.Spec.Number)
            .Select(trial => trial.Spec.Parameters).Distinct().Take(Configuration.Mining.Voters * 2)];

    private IReadOnlyList<SingleModality> Singles(IReadOnlyList<FinishedTrial> trials) =>
    [
        .. data.Labelled.Select(table => (table, best: trials
                .Where(trial => HeadSearchSpace.EncodersOf(trial.Spec.Parameters) is [var only] && only == table.Encoder)
                .MaxBy(trial => trial.Score)))
            .Where(pair => pair.best is not null)
            .Select(pair => new SingleModality(
                pair.table.Encoder, pair.table.Modality, pair.best!.Spec.Parameters.Choice("head"), pair.best.Score, pair.best.Posteriors.Test)),
    ];
}
