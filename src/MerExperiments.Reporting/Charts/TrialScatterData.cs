using MerExperiments.Reporting.Reading;
using MerExperiments.Reporting.Words;
using MerExperiments.Runs;

namespace MerExperiments.Reporting.Charts;

/// <summary>The trials of one outer fold in order, with the best score so far. Failed and pruned trials take a place and have no point.</summary>
/// <param name="Points">The completed trials.</param>
/// <param name="SweepStarts">For each iteration with trials: its number and the position of its first trial.</param>
/// <param name="Failed">How many failed.</param>
/// <param name="Pruned">How many were stopped early.</param>
internal sealed record TrialScatterData(
    IReadOnlyList<TrialPoint> Points, IReadOnlyList<(int Iteration, int Position)> SweepStarts, int Failed, int Pruned)
{
    /// <summary>Takes the trials of the given sweeps, in the given order.</summary>
    public static TrialScatterData From(IEnumerable<SweepContent> sweeps)
    {
        var points = new List<TrialPoint>();
        var starts = new List<(int, int)>();
        var trials = new List<TrialRecord>();
        foreach (SweepContent sweep in sweeps.Where(sweep => sweep.Trials.Count > 0))
        {
            starts.Add((sweep.Iteration, trials.Count + 1));
            points.AddRange(PointsOf(sweep, trials.Count + 1));
            trials.AddRange(sweep.Trials);
        }

        return new TrialScatterData(points, starts, Count(trials, TrialState.Failed), Count(trials, TrialState.Pruned));
    }

    private static IEnumerable<TrialPoint> PointsOf(SweepContent sweep, int first)
    {
        double best = double.NegativeInfinity;
        for (int i = 0; i < sweep.Trials.Count; i++)
        {
            if (sweep.Trials[i] is { Result: { State: TrialState.Completed, Score: { } score } } trial)
            {
                best = Math.Max(best, score);
                yield return new TrialPoint(first + i, sweep.Iteration, sweep.NameOf(trial.Spec.Id), TrialText.Head(trial.Spec), score, best);
            }
        }
    }

    private static int Count(List<TrialRecord> trials, TrialState state) => trials.Count(trial => trial.Result?.State == state);
}

/// <summary>One completed trial in the trial chart.</summary>
/// <param name="Position">Its place in the order of computation over all iterations, from 1.</param>
/// <param name="Iteration">The mining iteration.</param>
/// <param name="Name">The trial's name, unique in the run.</param>
/// <param name="Head">Its head.</param>
/// <param name="Score">Its out-of-fold score.</param>
/// <param name="BestSoFar">The best score of its sweep up to here.</param>
internal sealed record TrialPoint(int Position, int Iteration, string Name, string Head, double Score, double BestSoFar);
