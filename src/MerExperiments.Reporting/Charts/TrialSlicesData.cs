using MerExperiments.Reporting.Reading;
using MerExperiments.Reporting.Words;
using MerExperiments.Runs;
using MerExperiments.Search;

namespace MerExperiments.Reporting.Charts;

/// <summary>One slice per parameter of a sweep, the one that most trials have first, then by name.</summary>
/// <param name="Slices">At most <see cref="Most"/> slices.</param>
/// <param name="LeftOut">How many more parameters vary.</param>
internal sealed record TrialSlicesData(IReadOnlyList<ParameterSlice> Slices, int LeftOut)
{
    /// <summary>How many slices a reader can take in at once.</summary>
    public const int Most = 9;

    /// <summary>Slices the completed trials of one sweep.</summary>
    public static TrialSlicesData From(SweepContent sweep)
    {
        TrialRecord[] trials = [.. sweep.Trials.Where(trial => trial.Result is { State: TrialState.Completed, Score: not null })];
        ParameterSlice[] slices =
        [
            .. trials.SelectMany(trial => trial.Spec.Parameters.Select(pair => pair.Key))
                .Distinct(StringComparer.Ordinal)
                .Select(parameter => (parameter, values: ValuesOf(parameter, trials)))
                .OrderByDescending(pair => pair.values.Count)
                .ThenBy(pair => pair.parameter, StringComparer.Ordinal)
                .Select(pair => ParameterSlice.From(pair.parameter, pair.values))
                .OfType<ParameterSlice>(),
        ];
        return new TrialSlicesData([.. slices.Take(Most)], Math.Max(0, slices.Length - Most));
    }

    private static List<(ParameterValue Value, double Score, string Head)> ValuesOf(string parameter, TrialRecord[] trials) =>
    [
        .. trials.Where(trial => trial.Spec.Parameters.Find(parameter) is not null)
            .Select(trial => (trial.Spec.Parameters[parameter], trial.Result!.Score!.Value, TrialText.Head(trial.Spec))),
    ];
}
