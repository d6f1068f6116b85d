using MerExperiments.Reporting.Reading;
using MerExperiments.Runs;

namespace MerExperiments.Reporting.Charts;

/// <summary>The ensemble's members, heaviest first, then by trial id.</summary>
public sealed record EnsembleData(IReadOnlyList<EnsembleMember> Members)
{
    /// <summary>Takes the members of one iteration and looks their heads up among the trials of its sweep.</summary>
    /// <remarks>An id is that of a trial (<c>0007</c>); one with a prefix (<c>1/0007</c>) is looked up by its last part.</remarks>
    public static EnsembleData From(IterationMetrics iteration, IReadOnlyList<SweepContent> sweeps)
    {
        double total = iteration.EnsembleWeights.Values.Sum();
        return new EnsembleData(
        [
            .. iteration.EnsembleWeights
                .Where(pair => pair.Value > 0)
                .OrderByDescending(pair => pair.Value)
                .ThenBy(pair => pair.Key, StringComparer.Ordinal)
                .Select(pair => Member(pair.Key, pair.Value / total, Find(pair.Key, iteration.Iteration, sweeps))),
        ]);
    }

    private static EnsembleMember Member(string id, double weight, TrialRecord? trial) =>
        new(id, trial is null ? "" : TrialText.Head(trial.Spec), weight, trial?.Result?.Score);

    private static TrialRecord? Find(string id, int iteration, IReadOnlyList<SweepContent> sweeps) =>
        sweeps.Where(sweep => sweep.Iteration <= iteration)
            .OrderByDescending(sweep => sweep.Iteration)
            .SelectMany(sweep => sweep.Trials)
            .FirstOrDefault(trial => trial.Spec.Id == id[(id.LastIndexOf('/') + 1)..]);
}
