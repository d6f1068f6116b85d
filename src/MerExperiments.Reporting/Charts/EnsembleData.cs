using MerExperiments.Reporting.Reading;
using MerExperiments.Reporting.Words;
using MerExperiments.Runs;

namespace MerExperiments.Reporting.Charts;

/// <summary>The ensemble's members, heaviest first, then by trial id.</summary>
internal sealed record EnsembleData(IReadOnlyList<EnsembleMember> Members)
{
    /// <summary>Takes the members of one iteration and looks them up among the trials of its sweep.</summary>
    /// <param name="iteration">The iteration.</param>
    /// <param name="sweeps">The sweeps of the outer fold whose ensemble it is.</param>
    public static EnsembleData From(IterationMetrics iteration, IEnumerable<SweepContent> sweeps)
    {
        SweepContent sweep = sweeps.FirstOrDefault(sweep => sweep.Iteration == iteration.Iteration)
            ?? new SweepContent(null, 0, iteration.Iteration, [], null);
        double total = iteration.EnsembleWeights.Values.Sum();
        return new EnsembleData(
        [
            .. iteration.EnsembleWeights
                .Where(pair => pair.Value > 0)
                .OrderByDescending(pair => pair.Value)
                .ThenBy(pair => pair.Key, StringComparer.Ordinal)
                .Select(pair => Member(sweep, pair.Key, pair.Value / total)),
        ]);
    }

    private static EnsembleMember Member(SweepContent sweep, string id, double weight)
    {
        TrialRecord? trial = sweep.Trials.FirstOrDefault(trial => trial.Spec.Id == id);
        return new EnsembleMember(id, sweep.NameOf(id), trial is null ? "" : TrialText.Head(trial.Spec), weight, trial?.Result?.Score);
    }
}

/// <summary>One member of an ensemble.</summary>
/// <param name="TrialId">The id, in its sweep, of the trial whose models vote.</param>
/// <param name="Name">The trial's name, unique in the run.</param>
/// <param name="Head">Its head; empty where the trial is not on disk.</param>
/// <param name="Weight">Its weight, all weights summing to 1.</param>
/// <param name="Score">Its own out-of-fold score; null where unknown.</param>
internal sealed record EnsembleMember(string TrialId, string Name, string Head, double Weight, double? Score);
