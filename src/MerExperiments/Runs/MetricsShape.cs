using MerExperiments.Evaluation;

namespace MerExperiments.Runs;

/// <summary>Whether the scores of a metrics.json fit together: who reads them counts on a row and a column for every class.</summary>
internal static class MetricsShape
{
    /// <summary>What does not fit, each at the path of a member; empty where all does.</summary>
    public static IEnumerable<Fault> Faults(RunMetrics metrics)
    {
        if (metrics.Conditions.Count == 0)
        {
            yield return new Fault("conditions", "has 0 entries; it must have 1 or more");
        }

        foreach ((string place, ScoredSet set) in metrics.Conditions.SelectMany((condition, i) => SetsOf(condition, FormattableString.Invariant($"conditions[{i}]"))))
        {
            if (!set.PerClass.Select(score => score.Label).SequenceEqual(metrics.Labels))
            {
                yield return new Fault($"{place}.per_class", $"scores [{string.Join(", ", set.PerClass.Select(score => score.Label))}]; it must score the labels [{string.Join(", ", metrics.Labels)}]");
            }

            if (set.Confusion.Count != metrics.Labels.Count || set.Confusion.Any(row => row.Count != metrics.Labels.Count))
            {
                yield return new Fault($"{place}.confusion", FormattableString.Invariant($"must have {metrics.Labels.Count} rows of {metrics.Labels.Count} counts, one each per class"));
            }
        }
    }

    private static IEnumerable<(string Place, ScoredSet Set)> SetsOf(ConditionMetrics condition, string place) =>
    [
        ($"{place}.test", condition.Test),
        .. condition.SingleModalities.Select((single, i) => (FormattableString.Invariant($"{place}.single_modalities[{i}].test"), single.Test)),
        .. condition.LightBaseline is { } light ? [($"{place}.light_baseline.test", light.Test)] : Array.Empty<(string, ScoredSet)>(),
        .. condition.MajorityClass is { } majority ? [($"{place}.majority_class", majority)] : Array.Empty<(string, ScoredSet)>(),
        .. condition.Iterations.SelectMany((iteration, i) => new[]
        {
            (FormattableString.Invariant($"{place}.iterations[{i}].out_of_fold"), iteration.OutOfFold),
            (FormattableString.Invariant($"{place}.iterations[{i}].test"), iteration.Test),
        }),
    ];
}
