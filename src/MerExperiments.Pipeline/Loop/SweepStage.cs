using System.Globalization;
using MerExperiments.Pipeline.Inputs;
using MerExperiments.Runs;
using MerExperiments.Search;
using MerExperiments.Sweeps;

namespace MerExperiments.Pipeline.Loop;

/// <summary>The sweep of one mining iteration, with progress.</summary>
/// <param name="context">The run.</param>
/// <param name="data">The split with its features.</param>
/// <param name="folder">The iteration's folder.</param>
internal sealed class SweepStage(RunContext context, SplitFeatures data, string folder)
{
    /// <summary>Computes what is not computed yet, and reads all of it.</summary>
    /// <returns>The completed trials, by number.</returns>
    /// <exception cref="InvalidOperationException">Every trial failed; the first reason is told.</exception>
    public IReadOnlyList<FinishedTrial> Run(
        string stage, IReadOnlyList<PseudoLabel> mined, IReadOnlyList<ParameterSet> baselines, int trials, NamedSeed seed, CancellationToken cancellation)
    {
        var store = new TrialStore(folder, damage => context.Tell(damage, "it is computed again"));
        var evaluator = new TrialEvaluator(context, data, mined, store);
        SweepOptions options = context.Configuration.Sweep.Search with { Trials = trials };
        var task = new SweepTask(context.Space.Space, context.Toolkit.Tuner(options.Tuner), seed, [.. baselines.Take(trials)]);
        int total = trials;
        IReadOnlyList<TrialRecord> stored = store.Load();
        int found = stored.Count(trial => trial.Result is not null);
        using IStageProgress progress = context.Progress.Begin(stage, total, "trials");
        progress.Advance(Math.Min(found, total));
        double best = stored.Max(trial => trial.Result?.Score) ?? double.NegativeInfinity;
        IReadOnlyList<TrialRecord> records = new Sweep(task, options, store, context.Workers, context.Time).Run(
            evaluator.Evaluate,
            trial =>
            {
                best = Math.Max(best, trial.Result?.Score ?? best);
                progress.Note(double.IsFinite(best) ? string.Create(CultureInfo.InvariantCulture, $"best {best:0.000}") : "none completed");
                progress.Advance();
                context.Session.Log.Append("trial", new { Folder = Path.GetRelativePath(context.Session.Run.Path, store.FolderOf(trial.Spec)), trial.Result!.State, trial.Result.Score, trial.Result.Reason, trial.Result.Seconds });
            },
            cancellation);
        return [.. Completed(records).Select(record => new FinishedTrial(
            record.Spec, record.Result!.Score!.Value, store.FolderOf(record.Spec), evaluator.Complete(record.Spec, cancellation)))];
    }

    private TrialRecord[] Completed(IReadOnlyList<TrialRecord> records)
    {
        TrialRecord[] completed = [.. records.Where(record => record.Result?.State == TrialState.Completed)];
        if (completed.Length == 0)
        {
            throw new InvalidOperationException($"every trial failed; the first because: {records[0].Result?.Reason}");
        }

        int failed = records.Count - completed.Length;
        if (failed > 0)
        {
            context.Progress.Say($"{failed} of {records.Count} trials failed; the report lists why");
        }

        return completed;
    }
}
